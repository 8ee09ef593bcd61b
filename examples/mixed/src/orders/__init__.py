import attrs
from tabulate import tabulate


@attrs.frozen
class Order:
    item: str
    quantity: int


def table(orders):
    return tabulate([attrs.astuple(order) for order in orders], headers=["item", "quantity"], tablefmt="plain")
