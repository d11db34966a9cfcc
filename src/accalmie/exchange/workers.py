"""The workers on PostgreSQL: procrastinate runs the very same jobs, each at most once at a time.

``procrastinate --app accalmie.exchange.workers.app worker`` starts one; ``… schema --apply``
prepares its tables once. The connection is the one of ACCALMIE_DATABASE_URL.
"""

from __future__ import annotations

import os
from collections.abc import Callable

import django
from procrastinate import App, JobContext, PsycopgConnector

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "accalmie.config.settings")
django.setup()

from django.conf import settings  # noqa: E402 - only after the set-up
from django.db import close_old_connections  # noqa: E402

from accalmie.exchange.jobs import JOBS, SCHEDULE, run  # noqa: E402


class NeedsServer(RuntimeError):
    """Workers were started without a PostgreSQL server."""


def connection_text() -> str:
    """The connection of Django's database as PostgreSQL's own library writes it."""
    if not settings.HAS_SERVER:
        raise NeedsServer("workers need PostgreSQL: set ACCALMIE_DATABASE_URL")
    database = settings.DATABASES["default"]
    parts = {
        "dbname": database["NAME"],
        "user": database["USER"],
        "password": database["PASSWORD"],
        "host": database["HOST"],
        "port": database["PORT"],
        **database["OPTIONS"],
    }
    return " ".join(f"{key}='{value}'" for key, value in parts.items() if value)


def _task(name: str) -> Callable[[int], None]:
    def work(timestamp: int) -> None:
        """Run the job at its own time; a connection that died meanwhile is opened anew."""
        close_old_connections()
        run(name=name, at=settings.CLOCK())

    return work


STALLED_AFTER_SECONDS = 30
"""How long a worker may be silent before its job is given to another one."""

app = App(connector=PsycopgConnector(conninfo=connection_text()))
for _name in JOBS:
    # The lock lets only one of a kind run at once, on however many machines.
    _scheduled = app.task(name=_name, queueing_lock=_name, lock=_name, retry=3)(_task(_name))
    app.periodic(cron=SCHEDULE[_name])(_scheduled)


@app.periodic(cron="* * * * *")
@app.task(name="rescue_stalled_jobs", queueing_lock="rescue_stalled_jobs", pass_context=True)
async def rescue_stalled_jobs(context: JobContext, timestamp: int) -> None:
    """Give the jobs of workers that were killed to others."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER_SECONDS):
        await manager.retry_job(job)
