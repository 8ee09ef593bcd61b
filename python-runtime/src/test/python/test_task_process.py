"""The task that builds, run as a process of its own, with a wheel of a small program in the place of ours."""
import hashlib
import json
import os
import pathlib
import signal
import stat
import subprocess
import sys
import textwrap
import time
import zipfile

import pytest

SCRIPT = pathlib.Path(__file__).parents[2] / "main/resources/dev/dyndeps/python/tasks/process.py"
RUN = "0d9e4b2a-6f0c-4e57-9d5b-2f6f2f1f7a11"
OTHER = "1d9e4b2a-6f0c-4e57-9d5b-2f6f2f1f7a11"
SECRET = "https://user:hunter2@index.example/simple"

PROGRAM = textwrap.dedent('''
    import json, os, sys
    arguments = sys.argv[1:]
    out = arguments[arguments.index("--output") + 1]
    with open(os.environ["SEEN"], "w") as seen:
        json.dump({"arguments": arguments, "variables": dict(os.environ), "input": open(arguments[1]).read(),
                   "java": os.access(os.path.join(os.path.dirname(__file__), "java", "bin", "java"), os.X_OK)}, seen)
    print("resolving", file=sys.stderr, flush=True)
    with open(os.path.join(out, "in-0123456789ab.wheelhouse.zip"), "w") as file:
        file.write("the wheelhouse")
    with open(os.path.join(out, "in.pylock.toml"), "w") as file:
        file.write("the lock")
    DO
    print(json.dumps({"wheelhouse": file.name.replace("in.pylock.toml", "in-0123456789ab.wheelhouse.zip"), "lock": file.name,
                      "sha256": "ab" * 32, "size": 14, "target": "python3.10-manylinux_2_35_x86_64", "wheels": [{}],
                      "warnings": ["mind the gap"]}))
''')
REFUSAL = ('print(json.dumps({"code": "REMOTE_FAILED", "message": "The index cannot be reached.", '
           '"next": "Check the network."})); sys.exit(4)')


class Bench:
    """A workspace below a folder, with a program, an input, and places for a run and its task values."""

    def __init__(self, folder):
        self.folder = folder
        self.base = folder / "root" / "Volumes" / "c" / "s" / "v"
        self.run_folder = self.base / "runs" / RUN
        self.seen = folder / "seen.json"
        self.values = folder / "values.json"
        self.node = folder / "node"
        self.node.mkdir()
        (self.base / "programs").mkdir(parents=True)
        (self.base / "in.zip").write_text("the input")
        self.program = self.base / "programs" / "dyndeps-0.1.0-py3-none-manylinux_2_34_x86_64.whl"
        self.programmed("")

    def programmed(self, do, main="dyndeps/__main__.py"):
        with zipfile.ZipFile(str(self.program), "w") as z:
            z.writestr(main, PROGRAM.replace("DO", do))
            java = zipfile.ZipInfo("dyndeps/java/bin/java")
            java.external_attr = 0o100755 << 16
            z.writestr(java, "no program")
        self.sha256 = hashlib.sha256(self.program.read_bytes()).hexdigest()

    def command(self, run=RUN, folder=None, **other):
        options = {"--program": "/Volumes/c/s/v/programs/" + self.program.name, "--program-sha256": self.sha256,
                   "--input": "dbfs:/Volumes/c/s/v/in.zip", "--target": "dbr-14.3",
                   "--run-folder": folder or "/Volumes/c/s/v/runs/" + run, "--run": run}
        options.update(("--" + name.replace("_", "-"), value) for name, value in other.items())
        return [sys.executable, str(SCRIPT)] + [part for option in options.items() for part in option]

    def environment(self, **more):
        own = dict(os.environ, DYNDEPS_FUSE_ROOT=str(self.folder / "root"), DYNDEPS_TASK_VALUES_FILE=str(self.values),
                   SEEN=str(self.seen), TMPDIR=str(self.node), PIP_INDEX_URL=SECRET)
        return dict(own, **more)

    def start(self, command, **more):
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True,
                                env=self.environment(**more))

    def process(self, run=RUN, folder=None, env=(), **other):
        started = self.start(self.command(run, folder, **other), **dict(env))
        started.out = started.communicate()[0]
        return started

    def names(self):
        return sorted(path.name for path in self.run_folder.iterdir())

    def left_on_node(self):
        return [path for path in self.node.rglob("*") if path.name.startswith((".part-", "dyndeps-0", "in"))]


@pytest.fixture
def bench(tmp_path):
    return Bench(tmp_path)


def test_the_wheelhouse_and_its_lock_lie_in_the_runs_folder_beside_the_marker(bench):
    ended = bench.process()

    assert ended.returncode == 0, ended.out
    assert bench.names() == ["dyndeps-run.json", "in-0123456789ab.wheelhouse.zip", "in.pylock.toml"]
    assert (bench.run_folder / "in-0123456789ab.wheelhouse.zip").read_text() == "the wheelhouse"
    assert bench.left_on_node() == []


def test_the_task_values_are_the_workspaces_path_and_the_digest(bench):
    assert bench.process().returncode == 0

    values = json.loads(bench.values.read_text())["process"]
    assert json.loads(values["wheelhouse"]) == "/Volumes/c/s/v/runs/%s/in-0123456789ab.wheelhouse.zip" % RUN
    assert json.loads(values["sha256"]) == "ab" * 32


def test_databricks_own_task_values_are_set_where_no_file_is_named(bench, tmp_path):
    package = tmp_path / "path" / "databricks" / "sdk"
    package.mkdir(parents=True)
    (package.parent / "__init__.py").write_text("")
    (package / "__init__.py").write_text("")
    (package / "runtime.py").write_text(textwrap.dedent("""
        class dbutils:
            class jobs:
                class taskValues:
                    @staticmethod
                    def set(key, value):
                        print("SET", key, value)
        """))

    ended = bench.process(env={"DYNDEPS_TASK_VALUES_FILE": "", "PYTHONPATH": str(tmp_path / "path")})

    assert ended.returncode == 0, ended.out
    assert "SET sha256 " + "ab" * 32 in ended.out.splitlines()
    assert "SET wheelhouse /Volumes/c/s/v/runs/%s/in-0123456789ab.wheelhouse.zip" % RUN in ended.out.splitlines()


def test_where_no_task_value_can_be_set_nothing_is_built(bench):
    ended = subprocess.run([sys.executable, "-I", "-S"] + bench.command()[1:], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                           universal_newlines=True, env=bench.environment(DYNDEPS_TASK_VALUES_FILE=""))

    assert "there is no dbutils here" in ended.stdout.splitlines()[-1]
    assert not bench.run_folder.exists()
    assert not bench.seen.exists()


def test_the_program_gets_the_input_the_target_and_the_options(bench):
    assert bench.process(options='["--allow-host", "h", "--lock", "/Volumes/c/s/v/l.toml"]').returncode == 0

    seen = json.loads(bench.seen.read_text())
    arguments = seen["arguments"]
    assert arguments[:4] == ["build", str(bench.base / "in.zip"), "--target", "dbr-14.3"]
    assert arguments[-5:] == ["--json", "--allow-host", "h", "--lock", str(bench.base / "l.toml")]
    assert seen["input"] == "the input"
    assert seen["java"]


def test_pip_is_asked_with_this_python_and_this_tasks_index_and_java_without_sparks_settings(bench):
    assert bench.process(env={"JAVA_TOOL_OPTIONS": "-javaagent:x", "DYNDEPS_CACHE": "", "DYNDEPS_PYTHON": "python9"}).returncode == 0
    chosen = json.loads(bench.seen.read_text())["variables"]
    assert chosen["DYNDEPS_PYTHON"] == "python9"

    env = bench.environment()
    env.pop("DYNDEPS_PYTHON", None)
    assert subprocess.run(bench.command(), env=env, stdout=subprocess.DEVNULL).returncode == 0
    seen = json.loads(bench.seen.read_text())["variables"]
    assert seen["DYNDEPS_PYTHON"] == sys.executable
    assert seen["PIP_INDEX_URL"] == SECRET
    assert "JAVA_TOOL_OPTIONS" not in chosen
    assert stat.S_IMODE(pathlib.Path(chosen["DYNDEPS_CACHE"]).parent.stat().st_mode) == 0o700


def test_what_the_program_says_is_printed_and_no_setting_of_the_index(bench):
    ended = bench.process()

    assert "resolving" in ended.out.splitlines()
    assert "Warning: mind the gap" in ended.out.splitlines()
    assert ended.out.splitlines()[-1].startswith("Built /Volumes/c/s/v/runs/")
    assert "hunter2" not in ended.out


def test_a_refusal_of_the_program_is_raised_and_nothing_of_the_build_is_left(bench):
    bench.programmed(REFUSAL)

    ended = bench.process()

    assert ended.returncode == 1
    assert ended.out.splitlines()[-1] == "ProcessFailed: REMOTE_FAILED: The index cannot be reached. Check the network."
    assert bench.names() == ["dyndeps-run.json"]
    assert not bench.values.exists()
    assert bench.left_on_node() == []


def test_a_program_that_breaks_is_named_with_its_status(bench):
    bench.programmed('print("oh"); sys.exit(70)')

    ended = bench.process()

    assert "ProcessFailed: the program ended with status 70 and gave no result: oh" in ended.out
    assert bench.names() == ["dyndeps-run.json"]


def test_a_changed_program_is_not_run(bench):
    bench.program.write_bytes(bench.program.read_bytes() + b"x")

    ended = bench.process()

    assert "it was changed after it was uploaded" in ended.out.splitlines()[-1]
    assert not bench.seen.exists()
    assert bench.left_on_node() == []


def test_a_program_without_a_digest_is_run_under_the_one_that_it_has(bench):
    assert bench.process(program_sha256="").returncode == 0
    assert list(bench.node.glob("*/programs/" + bench.sha256))


@pytest.mark.parametrize("digest", ["../" + "0" * 61, "0" * 63, "g" * 64])
def test_what_is_no_digest_is_refused(bench, digest):
    assert "invalid digest value" in bench.process(program_sha256=digest).out.splitlines()[-1]


def test_a_folder_with_one_wheel_is_as_good_as_the_wheel(bench):
    assert bench.process(program="/Volumes/c/s/v/programs", program_sha256="").returncode == 0


def test_a_folder_with_several_wheels_says_so(bench):
    (bench.program.parent / "other.whl").write_text("x")

    ended = bench.process(program="/Volumes/c/s/v/programs", program_sha256="")

    assert "holds 2 wheels" in ended.out.splitlines()[-1]


def test_what_is_no_program_is_said_in_one_sentence(bench):
    bench.programmed("", main="other/__main__.py")
    assert "is no wheel of this program" in bench.process().out.splitlines()[-1]

    bench.program.write_text("no zip")
    assert "is no wheel: " in bench.process(program_sha256="").out.splitlines()[-1]

    bench.program.unlink()
    assert "cannot be read: No such file" in bench.process().out.splitlines()[-1]


def test_the_program_is_unpacked_once_on_a_node(bench):
    assert bench.process().returncode == 0
    unpacked = bench.node.glob("*/programs/*/dyndeps/__main__.py").__next__()
    before = unpacked.stat().st_mtime_ns
    bench.program.unlink()

    assert bench.process().returncode == 0
    assert unpacked.stat().st_mtime_ns == before


def test_several_at_once_share_one_program(bench):
    runs = ["job-%d" % n for n in range(6)]
    started = [bench.start(bench.command(run), DYNDEPS_TASK_VALUES_FILE=str(bench.folder / run)) for run in runs]

    assert [process.communicate() and process.returncode for process in started] == [0] * 6
    assert len(list(bench.node.glob("*/programs/*"))) == 1
    assert all((bench.base / "runs" / run / "in.pylock.toml").exists() for run in runs)


def test_what_a_killed_process_left_goes_after_a_day(bench):
    programs = bench.node / ("dyndeps-process-%d" % os.getuid()) / "programs"
    old, new = programs / ".part-old", programs / ".part-new"
    old.mkdir(parents=True)
    new.mkdir()
    programs.parent.chmod(0o700)
    os.utime(str(old), (time.time() - 90000,) * 2)

    assert bench.process().returncode == 0
    assert not old.exists()
    assert new.exists()


def test_a_folder_that_others_can_write_to_is_not_used(bench):
    open_folder = bench.node / ("dyndeps-process-%d" % os.getuid())
    open_folder.mkdir()
    open_folder.chmod(0o777)

    assert "is not a folder of this user alone" in bench.process().out.splitlines()[-1]
    assert not bench.seen.exists()


def test_the_marker_is_what_the_program_reads(bench):
    assert bench.process().returncode == 0

    lines = (bench.run_folder / "dyndeps-run.json").read_text().splitlines()
    assert [line.split(":")[0] for line in lines] == ["{", ' "host"', ' "pid"', ' "run"', ' "started"', ' "user"', "}"]
    assert ' "run": "%s",' % RUN in lines
    assert all(isinstance(value, str) for value in json.loads("\n".join(lines)).values())


def test_the_marker_names_the_owner_that_the_job_names(bench):
    assert bench.process(owner="ann@example.com").returncode == 0

    assert json.loads((bench.run_folder / "dyndeps-run.json").read_text())["user"] == "ann@example.com"


def test_a_run_that_is_repaired_starts_without_files_and_keeps_its_marker_and_the_callers_folders(bench):
    bench.run_folder.mkdir(parents=True)
    marker = json.dumps({"run": RUN, "user": "caller"})
    (bench.run_folder / "dyndeps-run.json").write_text(marker)
    (bench.run_folder / "input").mkdir()
    (bench.run_folder / "input" / "in.zip").write_text("x")
    (bench.run_folder / "in-ffffffffffff.wheelhouse.zip").write_text("x")

    assert bench.process().returncode == 0
    assert bench.names() == ["dyndeps-run.json", "in-0123456789ab.wheelhouse.zip", "in.pylock.toml", "input"]
    assert (bench.run_folder / "input" / "in.zip").exists()
    assert (bench.run_folder / "dyndeps-run.json").read_text() == marker


@pytest.mark.parametrize("content", [None, "", "[]", "{}", json.dumps({"run": OTHER})])
def test_a_folder_of_somebody_else_is_left_as_it_is(bench, content):
    bench.run_folder.mkdir(parents=True)
    (bench.run_folder / "file").write_text("x")
    if content is not None:
        (bench.run_folder / "dyndeps-run.json").write_text(content)

    ended = bench.process()

    assert "NotOurs: " in ended.out.splitlines()[-1]
    assert (bench.run_folder / "file").exists()
    assert not bench.seen.exists()


def test_a_marker_that_was_never_finished_is_no_obstacle(bench):
    bench.run_folder.mkdir(parents=True)
    (bench.run_folder / "dyndeps-run.json.tmp").write_text("{")

    assert bench.process().returncode == 0


def test_a_run_of_a_deployed_job_has_a_folder_of_its_number(bench):
    assert bench.process(run="job-1234567890123456789").returncode == 0


@pytest.mark.parametrize("run", ["job-", "job-1x", "job-12345678901234567890", RUN.upper(), "x", "..", ""])
def test_what_is_no_run_is_refused(bench, run):
    assert "is no run id" in bench.process(run=run).out.splitlines()[-1]


def test_a_folder_that_is_not_the_runs_or_is_a_link_is_refused(bench):
    assert "does not end in runs/" in bench.process(folder="/Volumes/c/s/v/elsewhere/" + RUN).out.splitlines()[-1]

    bench.run_folder.parent.mkdir()
    bench.run_folder.symlink_to(bench.base)
    assert "is a link" in bench.process().out.splitlines()[-1]


def test_an_interrupted_task_ends_the_program(bench):
    bench.programmed('print("pid", os.getpid(), file=sys.stderr, flush=True); import time; time.sleep(600)')
    started = bench.start([sys.executable, "-c", "import os, signal, sys\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n"
                           "sys.argv = sys.argv[1:]; exec(compile(open(sys.argv[0]).read(), sys.argv[0], 'exec'))"]
                          + bench.command()[1:])
    program = next(int(line.split()[1]) for line in started.stdout if line.startswith("pid "))

    started.send_signal(signal.SIGINT)

    assert "KeyboardInterrupt" in started.communicate()[0]
    with pytest.raises(ProcessLookupError):
        os.kill(program, 0)
    assert bench.names() == ["dyndeps-run.json"]
    assert bench.left_on_node() == []


@pytest.mark.parametrize("arguments", [[], ["--program", "p"], ["--options", "x"]])
def test_wrong_arguments_are_raised_and_not_an_exit(arguments):
    ended = subprocess.run([sys.executable, str(SCRIPT)] + arguments, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                           universal_newlines=True)

    assert ended.returncode == 1
    assert "ValueError" in ended.stdout.splitlines()[-1]
