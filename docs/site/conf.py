"""How the pages become a site: `make docs`. The pages are the Markdown files of the project, read where they are."""

from pathlib import Path

project = "GluteCue"
author = "GluteCue contributors"
root_doc = "README"
extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
include_patterns = [
    "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/*.md", "Calibration/README.md", "Samples/README.md",
    "Tests/EMGSim/README.md", "Fuzz/README.md",
]
exclude_patterns = [".*", "out", "Sources", "Benchmarks", "scripts", "packaging"]

# Headings have the anchors that the repository's pages give them.
myst_enable_extensions = ["html_image"]
myst_heading_anchors = 4
myst_heading_slug_func = "github"

html_theme = "furo"
html_title = "GluteCue"
html_show_sphinx = False
html_show_copyright = False
html_show_sourcelink = False
html_copy_source = False
templates_path = ["templates"]
html_static_path = ["static"]
html_css_files = ["site.css"]
html_sidebars = {
    "**": [
        "sidebar/brand.html", "sidebar/search.html", "sidebar/scroll-start.html", "sidebar/navigation.html",
        "libraries.html", "sidebar/scroll-end.html",
    ]
}
html_context = {
    "libraries": [
        line.split()[0] for line in Path(__file__).with_name("libraries.txt").read_text().splitlines() if line[0] != "#"
    ]
}


def navigation():
    """navigation.txt as the tables of contents that the sidebar shows."""
    text = ""
    for block in Path(__file__).with_name("navigation.txt").read_text().strip().split("\n\n"):
        lines = [line for line in block.split("\n") if not line.startswith("#")]
        if lines:
            text += "\n\n```{toctree}\n:hidden:\n:caption: " + lines[0] + "\n\n" + "\n".join(lines[1:]) + "\n```\n"
    return text


def add_navigation(app, page, source):
    """The sidebar's order belongs to the site, so it is not in the README, which the repository shows too."""
    if page == root_doc:
        source[0] += navigation()


def setup(app):
    app.connect("source-read", add_navigation)
