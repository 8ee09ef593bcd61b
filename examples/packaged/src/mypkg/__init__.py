from mypkg.core import Summary, process_data

__all__ = ["Summary", "process_data"]
