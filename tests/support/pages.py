"""A report as a test sees it: its places, its words, its links, its scripts."""

import json
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "br", "hr", "img", "input"}


@dataclass
class Page(HTMLParser):
    """A parsed page."""

    text: str
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    scripts: dict[str, str] = field(default_factory=dict)
    labels: list[str] = field(default_factory=list)
    words: str = ""

    def __post_init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, dict]] = []
        self.feed(self.text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if tag not in VOID:
            self.open.append((tag, found))
        self.ids += [found["id"]] if "id" in found else []
        self.labels += [found["aria-label"]] if "aria-label" in found else []
        if tag == "a":
            self.links.append(found["href"])
        self.addresses += [found[name] for name in ("src", "href", "action") if name in found]
        if tag == "h2":
            self.headings.append("")

    def handle_endtag(self, tag):
        opened, _ = self.open.pop()
        assert opened == tag

    def handle_data(self, data):
        tag, attrs = self.open[-1] if self.open else ("", {})
        if tag == "script":
            self.scripts[attrs.get("id", "")] = data
        elif tag == "h2":
            self.headings[-1] += data
        elif tag not in ("style", "title"):
            self.words += data

    def document(self, name: str) -> dict:
        """What a script element holds."""
        return json.loads(self.scripts[name])

    @property
    def charts(self) -> dict[str, dict]:
        """Vega-Lite specifications by name."""
        names = [name for name in self.scripts if name.startswith("spec-")]
        return {name.removeprefix("spec-"): self.document(name) for name in names}

    @property
    def told(self) -> str:
        """All words with single spaces."""
        return " ".join(self.words.split())
