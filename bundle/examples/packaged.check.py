"""An instance of the package's class travels to the executors, and the package works there."""
from mypkg import Summary, process_data
from pyspark.sql.functions import udf

first = process_data([1, 2, 3])
assert first == Summary(3, 6)


@udf("long")
def total(n):
    summary = process_data(range(n))
    assert type(first) is type(summary)
    return summary.total + first.total


rows = [row[0] for row in spark.range(2, 4, 1, 2).select(total("id")).collect()]
assert rows == [7, 9], rows
print("process_data on the executors:", rows)
