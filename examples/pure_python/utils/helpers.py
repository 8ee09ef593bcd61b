import pathlib

CURRENCY = (pathlib.Path(__file__).parent / "currency.txt").read_text().strip()


def money(amount):
    return f"{amount:.2f} {CURRENCY}"
