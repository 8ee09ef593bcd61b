"""The package and what requirements.txt brings work together on the executors."""
from orders import Order, table
from pyspark.sql.functions import udf

rows = [row[0] for row in spark.range(3, 5, 1, 2).select(udf(lambda n: table([Order("pen", n)]))("id")).collect()]
assert [row.split() for row in rows] == [["item", "quantity", "pen", str(n)] for n in (3, 4)], rows
print("orders.table on an executor:", rows[0].splitlines())
