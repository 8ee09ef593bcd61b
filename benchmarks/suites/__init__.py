"""One module for each benchmark, with one function `run(bench)` that gives its rows."""
