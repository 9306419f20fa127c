"""How the application compares with the bare libraries it stands on.

``python -m tests.benchmarks`` prints a table; not part of the tests. What is compared
is measured in turns, each sample in a fresh process, and the medians make the ratio.
"""
