#!/usr/bin/env python3
"""Prints how many notebooks passed and failed, given the output of `nbdev_test`, which counts nothing itself.

    python .ci/count_notebooks.py LOG EXIT_CODE

A notebook counts only if `nbdev_test` ran at least one of its cells: the same rules as in `nbdev.test`. Those that it
skips as a whole (`skip_exec: true`, all cells `eval: false` or flagged as in `tst_flags`) are named and not counted."""
import sys
from pathlib import Path
from execnb.nbio import read_nb
from fastcore.basics import str2bool
from nbdev.config import get_config
from nbdev.doclinks import nbglob
from nbdev.frontmatter import FrontmatterProc
from nbdev.process import NBProcessor, nb_lang

flags = set(get_config().tst_flags.split())

def runs(cell):
    "Whether `nbdev_test` runs a cell."
    if cell.cell_type != 'code' or not cell.source.strip() or 'nbdev_export'+'(' in cell.source: return False
    return cell.directives_.get('eval:', [''])[0].lower() != 'false' and not flags & cell.directives_.keys()

def has_tests(path):
    "Whether `nbdev_test` runs any cell of a notebook."
    nb = NBProcessor(path, procs=FrontmatterProc, process=True).nb
    if str2bool(getattr(nb, 'frontmatter_', {}).get('skip_exec', False)) or nb_lang(nb) != 'python': return False
    return any(map(runs, nb.cells))

log, code = Path(sys.argv[1]).read_text(encoding='utf-8').splitlines(), int(sys.argv[2])
every = sorted(p for p in nbglob(as_path=True) if not (p.parent/'.notest').exists())
run = [p for p in every if has_tests(p)]
for p in every: print('run ' if p in run else 'skip', p.relative_to(get_config().config_path.absolute()))
title = 'nbdev Tests Failed On The Following Notebooks:'
failed = [line for line in log[log.index(title):] if line.startswith('\t')] if title in log else []
if code and not failed: failed = run  # nbdev_test itself broke down, so nothing is known to have passed
if not code and 'Success.' not in log: sys.exit('nbdev_test reported no success')
print(f'{len(run) - len(failed)} passed, {len(failed)} failed')
