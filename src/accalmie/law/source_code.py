"""What the code of the law reads, found in its source: functions, names, calls.

Nobody keeps a list of which rule uses which value: it is read off the code. A function *names* what
it passes first (or as ``rule=``, ``name=``) to a call; it *mentions* every word, attribute and
constant in its body. ``Reach`` adds up what a function and all functions it calls name and mention.
That a name is reached does not prove that each situation reads it; that it is not reached proves
that none does.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from accalmie.law.loading import LAW

_PACKAGE = "accalmie.law"
_NAMING_KEYWORDS = ("rule", "name")

Place = tuple[str, str]
"""A module and a function, method or constant in it."""


@dataclass(frozen=True, slots=True)
class Reach:
    """What is named and mentioned by some functions and everything they call."""

    names: frozenset[str]
    mentions: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Definition:
    """A function, a method or a module constant: what it says, and what it leads to."""

    names: frozenset[str]
    mentions: frozenset[str]
    leads_to: frozenset[Place]
    is_function: bool
    docstring: str


def reach_of(places: Iterable[Place]) -> Reach:
    """Everything that these functions name and mention, themselves or through their calls."""
    known, names, mentions = _definitions(), set[str](), set[str]()
    waiting, seen = list(places), set[Place]()
    while waiting:
        place = waiting.pop()
        if place in seen or place not in known:
            continue
        seen.add(place)
        found = known[place]
        names |= found.names
        mentions |= found.mentions
        waiting += found.leads_to
    return Reach(frozenset(names), frozenset(mentions))


def functions_of(name: str) -> tuple[Place, ...]:
    """The functions that make what bears a name, in the order of the files.

    Those that bear the name; else those that name it; else those that mention it. A function that
    names it only among much else gathers what others made, and is left out.
    """
    functions = {place: found for place, found in _definitions().items() if found.is_function}
    made = (
        [place for place in functions if place[1].rpartition(".")[2].lstrip("_") == name]
        or [place for place, found in functions.items() if name in found.names]
        or [place for place, found in functions.items() if {name, name.upper()} & found.mentions]
    )
    sizes = {place: len(reach_of([place]).names) for place in made}
    narrowest = min(sizes.values(), default=0)
    return tuple(place for place, size in sizes.items() if size <= 2 * narrowest)


def docstring_of(place: Place) -> str:
    """The docstring of a function; empty where it has none."""
    found = _definitions().get(place)
    return found.docstring if found else ""


@cache
def _definitions() -> Mapping[Place, _Definition]:
    found: dict[Place, _Definition] = {}
    for path in sorted(LAW.rglob("*.py")):
        parts = [part for part in path.relative_to(LAW).with_suffix("").parts if part != "__init__"]
        module = ".".join([_PACKAGE, *parts])
        found.update(_module(module, ast.parse(path.read_text(encoding="utf-8"))))
    return found


def _module(module: str, tree: ast.Module) -> Iterator[tuple[Place, _Definition]]:
    imports, constants = dict(_imports(tree)), dict(_constants(tree))
    for node in tree.body:
        match node:
            case ast.FunctionDef(name=name):
                yield (module, name), _definition(module, imports, constants, node)
            case ast.ClassDef(name=name, body=body):
                for method in body:
                    if isinstance(method, ast.FunctionDef):
                        place = (module, f"{name}.{method.name}")
                        yield place, _definition(module, imports, constants, method)
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                yield (module, name), _definition(module, imports, constants, node)


def _imports(tree: ast.Module) -> Iterator[tuple[str, Place]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(_PACKAGE):
            for alias in node.names:
                yield alias.asname or alias.name, (str(node.module), alias.name)


def _constants(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in tree.body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=str(text))):
                yield name, text


def _definition(
    module: str, imports: Mapping[str, Place], constants: Mapping[str, str], root: ast.stmt
) -> _Definition:
    names, mentions, leads_to = set[str](), set[str](), set[Place]()
    is_function = isinstance(root, ast.FunctionDef)
    docstring = (ast.get_docstring(root) or "") if isinstance(root, ast.FunctionDef) else ""
    for node in ast.walk(root):
        match node:
            case ast.Call():
                names |= set(_named(node, constants))
            case ast.Constant(value=str(text)):
                mentions.add(text)
            case ast.Name(id=name):
                leads_to.add(imports.get(name, (module, name)))
            case ast.Attribute(value=ast.Name(id=name), attr=attribute):
                mentions.add(attribute)
                owner, thing = imports.get(name, (module, name))
                leads_to |= {(f"{owner}.{thing}", attribute), (owner, f"{thing}.{attribute}")}
            case ast.Attribute(attr=attribute):
                mentions.add(attribute)
    return _Definition(
        frozenset(names), frozenset(mentions), frozenset(leads_to), is_function, docstring
    )


def _named(call: ast.Call, constants: Mapping[str, str]) -> Iterator[str]:
    """The words that a call passes first, or under a keyword that names."""
    naming = [keyword.value for keyword in call.keywords if keyword.arg in _NAMING_KEYWORDS]
    for node in (part for root in [*call.args[:1], *naming] for part in ast.walk(root)):
        match node:
            case ast.Constant(value=str(text)):
                yield text
            case ast.Name(id=name) if name in constants:
                yield constants[name]
            case ast.Attribute(attr=attribute):
                yield attribute.lower()
