import attrs


@attrs.frozen
class Summary:
    count: int
    total: int


def process_data(values):
    values = list(values)
    return Summary(len(values), sum(values))
