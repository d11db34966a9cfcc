"""A demonstration that runs as people start it, and a real browser in front of it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

# The driver keeps an event loop running; what these tests do with the database is not in it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

ARGUMENTS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
SECONDS_TO_START = 60
PASSWORD = "accalmie-demo"


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the demonstration loaded; each module works on its own copy."""
    home = tmp_path_factory.mktemp("demonstration")
    command = [str(Path(sys.executable).with_name("accalmie")), "demo", "--prepare-only"]
    subprocess.run(command, check=True, env=_environment(home), capture_output=True)
    return home


@pytest.fixture(scope="module")
def more_environment() -> dict[str, str]:
    """What a module of journeys adds to the environment of its demonstration."""
    return {}


@pytest.fixture(scope="module")
def address(
    prepared: Path, tmp_path_factory: pytest.TempPathFactory, more_environment: dict[str, str]
) -> Iterator[str]:
    """The address of a demonstration that is served; it ends with the module."""
    home = tmp_path_factory.mktemp("served") / "home"
    shutil.copytree(prepared, home)
    port = _free_port()
    command = [str(Path(sys.executable).with_name("accalmie")), "demo", "--port", str(port)]
    with (home / "log").open("wb") as log:
        environment = _environment(home) | more_environment
        served = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            _wait_for(f"http://127.0.0.1:{port}/fr/")
            yield f"http://127.0.0.1:{port}"
        finally:
            served.terminate()
            served.wait(timeout=20)
    assert "Traceback" not in (home / "log").read_text()


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """A Chromium without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def somebody(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Makes the page of somebody who has signed in; what the browser complains of is a failure."""
    complaints: list[str] = []
    contexts = []

    def sign_in(username: str, *, language: str = "fr", **context: object) -> Page:
        contexts.append(browser.new_context(**context))
        page = contexts[-1].new_page()
        page.on(
            "console",
            lambda message: complaints.append(message.text) if message.type == "error" else None,
        )
        page.goto(f"{address}/{language}/sign-in/")
        page.fill("#id_username", username)
        page.fill("#id_password", PASSWORD)
        page.click("main button[type=submit]")
        return page

    yield sign_in
    for context in contexts:
        context.close()
    assert complaints == []


def _environment(home: Path) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("ACCALMIE_")}
    return {**kept, "ACCALMIE_HOME": str(home)}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(url: str) -> None:
    for _ in range(SECONDS_TO_START * 10):
        try:
            with urlopen(url, timeout=5):
                return
        except OSError:  # nobody listens yet, or too slowly
            time.sleep(0.1)
    raise TimeoutError(f"nothing answers at {url}")
