"""A wheel of the input uses another one of the input, and a distribution of the index that neither brings."""
from pyspark.sql.functions import udf
from shout import shout

assert shout("hello") == "HELLO!"
rows = [row[0] for row in spark.range(0, 2, 1, 2).select(udf(lambda n: shout("ab"[n]))("id")).collect()]
assert rows == ["A!", "B!"], rows
print("shout on the executors:", rows)
