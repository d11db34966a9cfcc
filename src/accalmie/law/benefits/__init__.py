"""The worker's benefit: daily amount, number of allowances, withholding, supplements.

``month.compute`` is the entry; every module holds one subject of AR 25.11.1991 (the unemployment
regulation) or AM 26.11.1991 (its application decree).
"""
