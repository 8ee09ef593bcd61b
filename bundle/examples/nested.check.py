"""Units of three kinds, in folders of their own, joined into one wheelhouse."""
from pyspark.sql.functions import udf
from shipping import Parcel
from shout import shout
from tabulate import tabulate


@udf("string")
def label(grams):
    parcel = Parcel(grams)
    return shout(tabulate([[parcel.grams, parcel.price]], tablefmt="plain"))


rows = [row[0] for row in spark.range(500, 2001, 1500, 2).select(label("id")).collect()]
assert [row.split() for row in rows] == [["500", "4!"], ["2000", "7!"]], rows
print("labels from the executors:", rows)
