#!/usr/bin/env python3
"Writes README.md from nbs/index.ipynb without Quarto. With --check, writes nothing and fails if README.md is out of date."
import base64, json, re, sys
from pathlib import Path

root = Path(__file__).resolve().parent.parent
files, parts = {}, []  # what has to be on disk, and the pieces of README.md

def relative(text):
    "Links of the notebook as seen from the folder of README.md."
    return re.sub(r'(\]\(|(?:src|href)=")(?!\w+:|[#/])([^)"\s]+)', r'\1nbs/\2', text)

def fenced(text, language=''):
    return f"```{language}\n{text.rstrip()}\n```" if text.strip() else ''

def output(out):
    "One output of a cell: pictures become files, text is fenced, Markdown stays."
    data = {kind: ''.join(d) for kind, d in out.get('data', {}).items() if isinstance(d, (str, list))}
    for kind in ('png', 'jpeg'):
        if f'image/{kind}' not in data: continue
        picture = f"nbs/images/readme_{len(files) + 1}.{kind}"
        files[picture] = base64.b64decode(data[f'image/{kind}'])
        return f'![]({picture})'
    if 'text/markdown' in data: return relative(data['text/markdown'])
    return fenced(data.get('text/plain', '') or ''.join(out.get('text', [])))

for cell in json.loads((root/'nbs/index.ipynb').read_text(encoding='utf-8'))['cells']:
    lines = ''.join(cell['source']).splitlines()
    options = {line[2:].strip() for line in lines if line.startswith('#|')}
    code = '\n'.join(line for line in lines if not line.startswith('#|'))
    if cell['cell_type'] == 'markdown': parts.append(relative(code))
    if cell['cell_type'] != 'code' or options & {'hide', 'export', 'include: false'}: continue
    if 'echo: false' not in options: parts.append(fenced(code, 'python'))
    if 'output: false' not in options: parts += map(output, cell['outputs'])
files['README.md'] = ('\n\n'.join(filter(None, (p.strip() for p in parts))) + '\n').encode()

stale = [name for name, data in files.items() if not (root/name).exists() or (root/name).read_bytes() != data]
if '--check' in sys.argv: sys.exit(f"{', '.join(stale)}: not what nbs/index.ipynb says; run `python .ci/readme.py`." if stale else 0)
for name in stale:
    (root/name).parent.mkdir(exist_ok=True)
    (root/name).write_bytes(files[name])
