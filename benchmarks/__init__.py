"""Repeatable measurements, one module each.

``python -m benchmarks.NAME`` prints one JSON line per measurement: ``name``, ``ours``, ``peer``,
``ratio``, ``unit``. The peer is another program that does the same, or a floor: the least work that
any program must do.
"""
