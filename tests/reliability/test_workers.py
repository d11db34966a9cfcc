"""The jobs through procrastinate on PostgreSQL: a worker does what the schedule asks."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from accalmie.exchange.jobs import JOBS, SCHEDULE
from tests.exchange.sending import told, write
from tests.reliability import processes

WORK = """
from accalmie.exchange.workers import app
with app.open():
    app.schema_manager.apply_schema()
    app.configure_task("seal_journal").defer(timestamp=0)
    app.run_worker(wait=False, install_signal_handlers=False)
"""


def test_every_job_is_scheduled() -> None:
    assert set(JOBS) == set(SCHEDULE)


@pytest.mark.postgresql
def test_a_worker_does_a_job(tmp_path: Path) -> None:
    with processes.new_postgresql() as url:
        assert processes.run("database", "prepare", home=tmp_path, database_url=url).returncode == 0
        file = write(tmp_path / "one.xml", [told()])
        assert processes.run("intake", file, home=tmp_path, database_url=url).returncode == 0
        done = subprocess.run(
            [sys.executable, "-c", WORK],
            env=processes.environment(tmp_path, url),
            capture_output=True,
            text=True,
            timeout=processes.SECONDS,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        verified = processes.run("journal", "verify", home=tmp_path, database_url=url)
    assert "3 events in the chain" in verified.stdout


def test_workers_need_a_server(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import accalmie.exchange.workers"],
        env=processes.environment(tmp_path),
        capture_output=True,
        text=True,
        timeout=processes.SECONDS,
        check=False,
    )
    assert "workers need PostgreSQL" in done.stderr
