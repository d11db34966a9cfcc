"""A demonstration that runs as people start it, and a real browser in front of it."""

from __future__ import annotations

import os
import random
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.journeys import looking, turning

# The driver keeps an event loop running; what these tests do with the database is not in it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

ARGUMENTS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
MILLISECONDS = 120_000
"""How long a page may take for anything, on a machine that has other work: none sets its own."""
SECONDS_TO_START = 180
SECONDS_TO_END = 60


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the demonstration loaded; each module works on its own copy."""
    home = tmp_path_factory.mktemp("demonstration")
    prepare(home)
    return home


def prepare(home: Path, *more: str) -> None:
    """Load the demonstration into a home, without serving it."""
    command = [str(Path(sys.executable).with_name("accalmie")), "demo", "--prepare-only", *more]
    done = subprocess.run(
        command, check=False, env=_environment(home), capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


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
            _wait_for(f"http://127.0.0.1:{port}/fr/", served=served)
            yield f"http://127.0.0.1:{port}"
        finally:
            _end(served)
    assert "Traceback" not in (home / "log").read_text()


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """A Chromium without a window."""
    expect.set_options(timeout=MILLISECONDS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture(autouse=True)
def promised_pages(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test marked with the pages that it examines does examine them."""
    looking.examined.clear()
    yield
    promised = {name for mark in request.node.iter_markers("examines") for name in mark.args}
    assert promised - looking.examined == set()


@pytest.fixture
def windows(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Makes windows, each of somebody else; they are closed at the end."""
    opened: list[BrowserContext] = []

    def window(**context: object) -> BrowserContext:
        opened.append(browser.new_context(**{"locale": "fr-BE"} | context))
        opened[-1].set_default_timeout(MILLISECONDS)
        return opened[-1]

    yield window
    for context in opened:
        context.close()


@pytest.fixture
def anybody(windows: Callable[..., BrowserContext], address: str) -> Callable[..., Page]:
    """Makes the page of somebody whose codes were given; refusals, of which a browser complains,
    are fine."""

    def sign_in(
        username: str,
        password: str = turning.PASSWORD,
        *,
        language: str = "fr",
        **context: object,
    ) -> Page:
        page = windows(**context).new_page()
        turning.sign_in(page, address, username, password, language=language)
        return page

    return sign_in


@pytest.fixture
def somebody(windows: Callable[..., BrowserContext], address: str) -> Iterator[Callable[..., Page]]:
    """Makes the page of somebody who has signed in; what the browser complains of is a failure."""
    complaints: list[str] = []

    def sign_in(username: str, *, language: str = "fr", **context: object) -> Page:
        page = windows(**context).new_page()
        page.on(
            "console",
            lambda message: complaints.append(message.text) if message.type == "error" else None,
        )
        turning.sign_in(page, address, username, language=language)
        return page

    yield sign_in
    assert complaints == []


def _environment(home: Path) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("ACCALMIE_")}
    return {**kept, "ACCALMIE_HOME": str(home)}


def _free_port() -> int:
    """A port below those that systems hand out, so that nobody gets it before the server starts."""
    while True:
        port = random.SystemRandom().randrange(20_000, 32_000)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:  # somebody listens there
                continue
            return port


def _wait_for(url: str, *, served: subprocess.Popen[bytes]) -> None:
    latest = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < latest:
        assert served.poll() is None, "the demonstration ended before it began to answer"
        try:
            with urlopen(url, timeout=SECONDS_TO_START):
                return
        except OSError:  # nobody listens yet, or too slowly
            time.sleep(0.1)
    raise TimeoutError(f"nothing answers at {url}")


def _end(served: subprocess.Popen[bytes]) -> None:
    served.terminate()
    try:
        served.wait(timeout=SECONDS_TO_END)
    except subprocess.TimeoutExpired:
        served.kill()
        served.wait()
