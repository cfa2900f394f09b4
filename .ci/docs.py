#!/usr/bin/env python3
"Builds the website into _docs without Quarto, and fails if a link is broken or a notebook is missing in the sidebar."
import inspect, re, shutil, sys
from importlib import import_module
from urllib.parse import unquote
from fastcore import docments
from nbdev import processors
from nbdev.config import get_config
from nbdev.quarto import refresh_quarto_yml
from nbdev.serve import proc_nbs
from smalldocs import config, layout, site

# Repairs of nbdev's processing. They stand at the top level because its worker processes import this file.
names = processors._def_names
processors._def_names = lambda *args: names(*args)[::-1]  # the functions of one cell would be shown in reverse

class exec_show_docs(processors.exec_show_docs):
    "Tells the shell the file of the exported module, so that the comments on the fields of dataclasses are found."
    def begin(self):
        super().begin()
        module = next((c.directives_['default_exp'][0] for c in self.nb.cells if 'default_exp' in c.directives_), None)
        if module: self.k.user_ns['__file__'] = import_module(f'{get_config().lib_name}.{module}').__file__
processors.exec_show_docs, docments.get_dataclass_source = exec_show_docs, inspect.getsource

# Named tuples are shown with their fields, as dataclasses are.
is_dataclass, name = docments.is_dataclass, docments._maybe_nm
docments.is_dataclass = docments.isdataclass = lambda c: is_dataclass(c) or isinstance(c, type) and issubclass(c, tuple) and hasattr(c, '_fields')
docments._maybe_nm = lambda annotation: name(getattr(annotation, '__forward_arg__', annotation))

def without_guess(parameter, *args, guessed=docments._get_full, **kwargs):
    "A default of None or a function says nothing of the type."
    full = guessed(parameter, *args, **kwargs)
    if parameter.annotation is parameter.empty and (parameter.default is None or callable(parameter.default)): full.anno = parameter.empty
    return full
docments._get_full = without_guess

class Site(site.Site):
    "smalldocs, with the page names and addresses that nbdev gives out."
    def read(self, src):
        page = super().read(src)
        page.out = page.out.with_name(page.front.get('output-file', page.out.name))  # skeleton.html, not 10_skeleton.html
        unlink = lambda code: re.sub(r'\[(`[^`\n]+`)\]\(http[^)\s]+\)', r'\1', code[0])
        page.body = re.sub(r'^```python\n.*?^```$', unlink, page.body, flags=re.M | re.S)  # nbdev puts links into signatures
        page.body = re.sub(r'\[(`[^`\n]+`)\]\(http[^)\s]+#([\w.]+\.)?_\w+\)', r'\1', page.body)  # and private names have no heading
        page.body = page.body.replace('*Call self as a function.*', '')  # Python's own sentence for what has none
        return page

    def resolve(self, href, page, record=True):
        home = self.project.website['site-url'] + '/'  # nbdev's links are absolute: keep them inside this copy of the site
        if not href.startswith(home): return super().resolve(href, page, record)
        path, *tag = href.removeprefix(home).split('#', 1)
        src = next((p.src for p in self.pages.values() if str(p.out) == path), path)
        return super().resolve('#'.join([f'/{src}', *tag]), page, record)

def broken_anchors(out):
    "Links to headings that do not exist, in the site below `out`."
    ids = {p: set(re.findall(r'\bid="([^"]+)"', p.read_text(encoding='utf-8'))) for p in out.rglob('*.html')}
    for page in ids:
        for href in re.findall(r'<a [^>]*?href="([^":]*#[^"]+)"', page.read_text(encoding='utf-8')):
            path, _, tag = unquote(href).partition('#')
            target = (page.parent/path).resolve() if path else page
            if tag not in ids.get(target/'index.html' if target.is_dir() else target, [tag]): yield f'{page.relative_to(out)}: no heading {href}'

def raw_links(out):
    "Links that are shown as Markdown instead of being links, in the site below `out`."
    for page in sorted(out.rglob('*.html')):
        shown = re.sub(r'<(script|style|pre|code)\b.*?</\1>', '', page.read_text(encoding='utf-8'), flags=re.S)
        for text in re.findall(r'\[[^\][<>]*\]\([^()\s<>]+\)', shown): yield f'{page.relative_to(out)}: shows {text}'

if __name__ == '__main__':
    refresh_quarto_yml()
    built = Site(config.load(proc_nbs(n_workers=2, force=True)))  # not nbdev_proc_nbs, which would install Quarto
    built.build()
    listed = {p.src for bar in layout.SiteNav(built).sidebars for item in bar['items'] for p in item.pages()}
    problems = [w for w in built.warnings if 'output-file' not in w] + sorted(broken_anchors(built.out))
    problems += [*raw_links(built.out)]
    problems += [f'{src}: not in the sidebar, see nbs/sidebar.yml' for src in built.pages if src not in listed]
    docs = get_config().doc_path
    shutil.rmtree(docs, ignore_errors=True)
    shutil.move(built.out, docs)
    print(*problems, f'{len(built.pages)} pages in {docs.name}/, {len(problems)} problems', sep='\n')
    sys.exit(bool(problems))
