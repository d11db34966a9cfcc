"""The import contracts of pyproject.toml hold, without exceptions, and the base needs no Django."""

import subprocess
import sys
import tomllib

from importlinter.cli import lint_imports

from tests.architecture.source import REPOSITORY

PYPROJECT = REPOSITORY / "pyproject.toml"


def test_contracts_hold() -> None:
    assert lint_imports(config_filename=str(PYPROJECT), no_cache=True) == 0


def test_no_contract_has_an_exception() -> None:
    contracts = tomllib.loads(PYPROJECT.read_text())["tool"]["importlinter"]["contracts"]
    assert contracts
    assert not [contract["name"] for contract in contracts if "ignore_imports" in contract]


def test_facts_law_messages_and_letters_load_without_django() -> None:
    """As a payroll vendor installs it: with every module of Django absent."""
    program = """
import importlib, pkgutil, sys
sys.modules["django"] = None
import accalmie
for name in ("facts", "law", "messages", "letters"):
    package = importlib.import_module(f"accalmie.{name}")
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        importlib.import_module(module.name)
"""
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
