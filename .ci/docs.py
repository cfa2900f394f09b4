#!/usr/bin/env python3
"Builds the website into _docs without Quarto, and fails if a link is broken or a notebook is missing in the sidebar."
import re, shutil, sys
from pathlib import Path
from urllib.parse import unquote
from nbdev.config import get_config
from nbdev.quarto import refresh_quarto_yml
from nbdev.serve import proc_nbs
from smalldocs import config, layout, site

class Site(site.Site):
    "smalldocs, with the page names and addresses that nbdev gives out."
    def read(self, src):
        page = super().read(src)                        # nbdev links to skeleton.html, not 10_skeleton.html
        page.out = page.out.with_name(page.front.get('output-file', page.out.name))
        return page

    def resolve(self, href, page, record=True):
        home = self.project.website['site-url'] + '/'   # links of show_doc are absolute: keep them inside this copy of the site
        path, *tag = href.removeprefix(home).split('#', 1)
        own = next((p for p in self.pages.values() if str(p.out) == path), None) if href.startswith(home) else None
        return site.rel(own.out, page) + ''.join('#' + t for t in tag) if own else super().resolve(href, page, record)

def broken_anchors(out):
    "Links inside the site whose file or heading does not exist."
    ids = {p: set(re.findall(r'\bid="([^"]+)"', p.read_text())) for p in out.rglob('*.html')}
    for page in ids:
        for href in re.findall(r'<a [^>]*?href="([^"]+)"', page.read_text()):
            path, _, tag = unquote(href).partition('#')
            target = (page.parent/path).resolve() if path else page
            if target.is_dir(): target = target/'index.html'
            if re.match(r'\w+:', href): continue
            if not target.exists() or tag and tag not in ids.get(target, [tag]): yield f'{page.relative_to(out)}: broken link {href}'

if __name__ == '__main__':
    refresh_quarto_yml()
    built = Site(config.load(proc_nbs(n_workers=2, force=True)))  # not nbdev_proc_nbs: that would download Quarto
    built.build()
    listed = {p.src for bar in layout.SiteNav(built).sidebars for item in bar['items'] for p in item.pages()}
    problems = [w for w in built.warnings if 'output-file' not in w] + list(broken_anchors(built.out))
    problems += [f'{src}: not in the sidebar, see nbs/sidebar.yml' for src in built.pages if src not in listed]
    docs = shutil.move(shutil.rmtree(get_config().doc_path, ignore_errors=True) or built.out, get_config().doc_path)
    print(*problems, f'{len(built.pages)} pages in {docs}, {len(problems)} problems', sep='\n')
    sys.exit(bool(problems))
