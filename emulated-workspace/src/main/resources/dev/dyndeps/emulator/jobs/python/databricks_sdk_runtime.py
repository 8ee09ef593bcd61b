"""What tasks of the emulated workspace import as databricks.sdk.runtime: dbutils.jobs.taskValues, and spark.

Standard library only, Python 3.8 and later.
"""
import json
import os

_MOST_BYTES = 48 * 1024
_MOST_VALUES = 250
_MISSING = object()


class _TaskValues:
    def __init__(self):
        with open(os.environ["EMULATED_TASK_VALUES"], encoding="utf-8") as file:
            self._known = json.load(file)
        self._own = {}

    def set(self, key, value):
        """Set a value of this task: anything that is JSON, 48 KiB of it, 250 values in a run."""
        text = json.dumps(value)
        size = len(text.encode("utf-8"))
        if size > _MOST_BYTES:
            raise ValueError("The task value %r has %d bytes, at most %d are allowed" % (key, size, _MOST_BYTES))
        own = dict(self._own)
        own[str(key)] = text
        if len(own) + sum(map(len, self._known.values())) > _MOST_VALUES:
            raise ValueError("At most %d task values are allowed in a run" % _MOST_VALUES)
        self._own = own
        target = os.environ["EMULATED_TASK_VALUES_SET"]
        with open(target + ".tmp", "w", encoding="utf-8") as out:
            json.dump(own, out)
        os.replace(target + ".tmp", target)

    def get(self, taskKey, key, default=_MISSING, debugValue=None):
        """The value that another task of the run has set; the default, or ValueError, if it has not."""
        value = self._known.get(taskKey, {}).get(key)
        if value is not None:
            return json.loads(value)
        if default is _MISSING or default is None:
            raise ValueError("No task value %r of the task %r was found" % (key, taskKey))
        return default


class _Jobs:
    def __init__(self):
        self.taskValues = _TaskValues()


class _Dbutils:
    def __init__(self):
        self.jobs = _Jobs()


dbutils = _Dbutils()


def __getattr__(name):
    if name == "spark":
        from pyspark.sql import SparkSession
        return SparkSession.builder.getOrCreate()
    raise AttributeError("module %r has no attribute %r in the emulated workspace" % (__name__, name))
