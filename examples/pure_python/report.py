"""Imports a module beside it by its bare name, as it did when this folder was on the path."""
import calculator
from utils.helpers import money


def invoice(quantity, price):
    return money(calculator.multiply(quantity, price))
