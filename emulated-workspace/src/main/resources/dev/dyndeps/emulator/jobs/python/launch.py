"""Run a task's script as the driver of a cluster does, and leave in a file how it ended.

    launch.py RESULT NAME SCRIPT PARAMETERS...

The script is the main module, but has no __file__, and its folder is not on the path: the driver executes its text.
Whatever it raises is a failure, sys.exit(0) too. RESULT gets {"error": ..., "trace": ...}, both empty if it ended
normally; NAME is what tracebacks call it.

Standard library only, Python 3.8 and later.
"""
import json
import linecache
import os
import sys
import traceback
import types


def main(result, name, script, parameters):
    with open(script, "rb") as file:
        source = file.read()
    del sys.path[0]                             # the launcher's own folder
    module = types.ModuleType("__main__")
    sys.modules["__main__"], sys.argv = module, [name] + parameters
    ended = {"error": "", "trace": ""}
    try:
        code = compile(source, name, "exec")
        lines = source.decode("utf-8", "replace").splitlines(True)
        linecache.cache[name] = (len(source), None, lines, name)
        exec(code, module.__dict__)
    except BaseException as e:
        ended = {"error": "".join(traceback.format_exception_only(type(e), e)).strip(),
                 "trace": "".join(traceback.format_exception(type(e), e, own_frames_left_out(e.__traceback__)))}
    sys.stdout.flush()
    sys.stderr.flush()
    stop_spark()
    with open(result + ".tmp", "w", encoding="utf-8") as out:
        json.dump(ended, out)
    os.replace(result + ".tmp", result)


def own_frames_left_out(trace):
    while trace and trace.tb_frame.f_code.co_filename == __file__:
        trace = trace.tb_next
    return trace


def stop_spark():
    """End the session and wait for Spark's JVM: what it wrote is removed next."""
    for end in stop_session, stop_context:
        try:
            end()
        except Exception:                       # it is gone, or was never whole
            pass


def stop_session():
    connect = sys.modules.get("pyspark.sql.connect.session")
    session = connect and connect.SparkSession.getActiveSession()
    if session:
        session.stop()


def stop_context():
    holder = sys.modules.get("pyspark.core.context") or sys.modules.get("pyspark.context")
    if not holder:
        return
    context = holder.SparkContext
    if context._active_spark_context:
        context._active_spark_context.stop()
    gateway = context._gateway
    if gateway:
        gateway.shutdown()
        gateway.proc.stdin.close()
        gateway.proc.wait(30)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:])
