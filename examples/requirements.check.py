"""requests and pandas do real work on the driver and in a UDF on the executors."""
import pandas as pd
import requests
from pyspark.sql.functions import udf

assert requests.Request("GET", "http://example.com", params={"a": 1}).prepare().url.endswith("?a=1")
assert pd.DataFrame({"x": [1, 2, 3]}).x.sum() == 6


@udf("long")
def total(n):
    import pandas as pd

    return int(pd.Series(range(n)).sum())


rows = [row[0] for row in spark.range(10, 50, 10, 4).select(total("id")).collect()]
assert rows == [45, 190, 435, 780], rows
print("pandas", pd.__version__, "summed on the executors:", rows)
