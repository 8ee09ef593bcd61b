import attrs


@attrs.frozen
class Parcel:
    grams: int

    @property
    def price(self):
        return 4 if self.grams <= 1000 else 7
