"""The modules work on the executors, by both of their names, and those are one module."""
from pyspark.sql.functions import udf

from user_modules import calculator
from user_modules.utils import helpers

assert calculator.multiply(6, 7) == 42
assert helpers.money(1) == "1.00 EUR"


@udf("string")
def invoice(quantity):
    import calculator
    from user_modules import calculator as same
    from user_modules.report import invoice

    assert calculator is same
    return invoice(quantity, 7)


rows = [r[0] for r in spark.range(6, 10).select(invoice("id")).collect()]
assert rows == ["42.00 EUR", "49.00 EUR", "56.00 EUR", "63.00 EUR"], rows
print("calculator.multiply(6, 7) =", calculator.multiply(6, 7), "on the driver;", rows[0], "on an executor")
