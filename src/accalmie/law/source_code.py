"""What the code of the law reads, found in its source: functions, names, calls.

Nobody keeps a list of which rule uses which value: it is read off the code. A function *names* what
it passes first (or as ``rule=``, ``name=``) to a call; it *mentions* every word, attribute and
constant in its body; it *reads* what it takes by name from dated values. Where a function takes a
value by a name that it is given, everything that its callers mention counts as read. ``Reach`` adds
up what a function and all functions it calls name, mention and read. That a value is reached does
not prove that each situation reads it; that it is not reached proves that none does.
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
    """What is named, mentioned and read by some functions and everything they call."""

    names: frozenset[str]
    mentions: frozenset[str]
    reads: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Definition:
    """A function, a method or a module constant: what it says, and what it leads to.

    ``takes_given_name`` tells that it reads a value by a name that its callers choose.
    """

    names: frozenset[str]
    mentions: frozenset[str]
    reads: frozenset[str]
    takes_given_name: bool
    leads_to: frozenset[Place]
    is_function: bool
    docstring: str


def reach_of(places: Iterable[Place]) -> Reach:
    """Everything that these functions name, mention and read, themselves or through their calls."""
    known, waiting, reached = _definitions(), list(places), dict[Place, _Definition]()
    while waiting:
        place = waiting.pop()
        if place not in reached and place in known:
            reached[place] = known[place]
            waiting += known[place].leads_to
    found = reached.values()
    reads = frozenset[str]().union(*(one.reads for one in found))
    return Reach(
        names=frozenset[str]().union(*(one.names for one in found)),
        mentions=frozenset[str]().union(*(one.mentions for one in found)),
        reads=reads.union(*_given_names(reached)),
    )


def _given_names(reached: Mapping[Place, _Definition]) -> Iterator[frozenset[str]]:
    """What may be the name of a value where a function takes one that it is given."""
    takers = {place for place, found in reached.items() if found.takes_given_name}
    for place, found in reached.items():
        if place in takers:
            yield found.mentions
            constants = (reached.get(other) for other in found.leads_to)
            for constant in constants:
                if constant is not None and not constant.is_function:
                    yield constant.mentions
        elif takers & found.leads_to:
            yield found.mentions


def functions_of(name: str) -> tuple[Place, ...]:
    """The functions that make what bears a name, in the order of the files.

    Those that bear the name; else those that name it; else those that mention it. A function that
    names it only among much else gathers what others made, and is left out.
    """
    functions = {place: found for place, found in _definitions().items() if found.is_function}
    says = {name, name.upper()}
    made = (
        [place for place, found in functions.items() if _bears(place, found, name)]
        or [place for place, found in functions.items() if name in found.names]
        or [place for place, found in functions.items() if says & found.mentions]
    )
    sizes = {place: len(reach_of([place]).names) for place in made}
    narrowest = min(sizes.values(), default=0)
    return tuple(place for place, size in sizes.items() if size <= 2 * narrowest)


def _bears(place: Place, found: _Definition, name: str) -> bool:
    """Tell whether a function bears a name; a private one must also speak of it."""
    own = place[1].rpartition(".")[2]
    return own == name or (
        own == f"_{name}" and (name in found.names or name.upper() in found.mentions)
    )


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
    reads, takes_given_name = _reads(root)
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
        frozenset(names),
        frozenset(mentions),
        reads,
        takes_given_name,
        frozenset(leads_to),
        is_function,
        docstring,
    )


def _reads(root: ast.stmt) -> tuple[frozenset[str], bool]:
    """The values that are taken by name, and whether one is taken by a name that is given."""
    aliases = {"values"} | {
        name
        for node in ast.walk(root)
        if isinstance(node, ast.Assign) and _are_values(node.value, {"values"})
        for target in node.targets
        for name in ([target.id] if isinstance(target, ast.Name) else [])
    }
    reads, takes_given_name = set[str](), False
    for node in ast.walk(root):
        match node:
            case ast.Attribute(value=owner, attr="get") if _are_values(owner, aliases):
                pass
            case ast.Attribute(value=owner, attr=name) if _are_values(owner, aliases):
                reads.add(name)
            case ast.Subscript(value=owner, slice=key) if _are_values(owner, aliases):
                takes_given_name |= not _add_key(key, reads)
            case ast.Call(func=ast.Attribute(value=owner, attr="get"), args=[key, *_]) if (
                _are_values(owner, aliases)
            ):
                takes_given_name |= not _add_key(key, reads)
    return frozenset(reads), takes_given_name


def _add_key(key: ast.expr, reads: set[str]) -> bool:
    """Add a constant key; tell whether it was one."""
    if isinstance(key, ast.Constant) and isinstance(key.value, str):
        reads.add(key.value)
        return True
    return False


def _are_values(node: ast.expr, aliases: set[str]) -> bool:
    """Tell whether an expression is a file of values: ``values``, ``kind.values``, a loaded one."""
    match node:
        case ast.Name(id=name):
            return name in aliases
        case ast.Attribute(attr="values"):
            return True
        case ast.Call(func=ast.Name(id="common_values")):
            return True
        case _:
            return False


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
