"""What of the load task needs no Spark; that it works on a Spark is shown by the tests of the Spark adapter."""
import hashlib
import importlib.util
import json
import os
import pathlib
import subprocess
import sys
import zipfile

import pytest

SCRIPT = pathlib.Path(__file__).parents[2] / "main/resources/dev/dyndeps/python/tasks/load_and_validate.py"


@pytest.fixture(scope="module")
def task():
    spec = importlib.util.spec_from_file_location("load_and_validate", str(SCRIPT))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def wheelhouse(path, manifest, runtime="_wheelhouse_0123456789ab"):
    with zipfile.ZipFile(str(path), "w") as z:
        z.writestr("wheelhouse.json", json.dumps(manifest))
        z.writestr(runtime + "/__init__.py", "")
    return str(path)


def node(**more):
    fields = dict(role="worker", host="h", pid=7, python="3.10.1", seconds=0.1, modules=[], failures={})
    return dict(fields, **more)


def test_a_changed_file_is_refused_before_spark_is_looked_for(tmp_path):
    path = wheelhouse(tmp_path / "w.zip", {})
    ended = subprocess.run(
        [sys.executable, "-I", "-S", str(SCRIPT), "--wheelhouse", path, "--sha256", "0" * 64],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True)

    assert ended.returncode == 1
    assert hashlib.sha256(pathlib.Path(path).read_bytes()).hexdigest() in ended.stdout.splitlines()[-1]
    assert "it was changed after it was built" in ended.stdout


def test_a_digest_may_be_written_in_capitals(task, tmp_path):
    file = tmp_path / "w.zip"
    file.write_bytes(b"x")

    task.check_digest(str(file), hashlib.sha256(b"x").hexdigest().upper())


def test_each_requested_root_is_expected_from_the_wheel_that_brings_it(task, tmp_path):
    path = wheelhouse(tmp_path / "w.zip", {"requested": ["b.c"], "wheels": [
        {"name": "a", "version": "1", "roots": ["a"]}, {"name": "b-c", "version": "2", "roots": ["b.c", "b.d"]}]})

    assert task.read_manifest(path) == [{"root": "b.c", "distribution": "b-c", "version": "2"}]
    assert task.tree_of(path) == "/trees/0123456789ab"


def test_a_requested_root_that_no_wheel_brings_is_named(task, tmp_path):
    path = wheelhouse(tmp_path / "w.zip", {"requested": ["x"], "wheels": []})

    with pytest.raises(task.ValidationFailed, match="no wheel brings x"):
        task.read_manifest(path)


def test_checks_and_the_programs_arguments_are_lists_of_texts(task):
    options = task.parse(["--wheelhouse", "w", "--sha256", "s", "--checks", '["a", "b c"]', "--main", "",
                          "--arguments", '["--check", "--"]'])

    assert options.checks == ["a", "b c"]
    assert not options.main
    assert options.arguments == ["--check", "--"]


@pytest.mark.parametrize("text", ["", "a", "{}", "[1]", '"a"'])
def test_anything_else_is_no_list_of_texts(task, text):
    with pytest.raises(ValueError):
        task.parse(["--wheelhouse", "w", "--sha256", "s", "--checks", text])


@pytest.mark.parametrize("arguments", [[], ["--wheelhouse", "w"], ["--wheelhouse", "w", "--sha", "s"],
                                       ["--wheelhouse", "w", "--sha256", "s", "more"]])
def test_wrong_arguments_are_raised_and_not_an_exit(task, arguments):
    with pytest.raises(ValueError):
        task.parse(arguments)


@pytest.mark.parametrize("one, other, same", [
    ("1.0", "1.0", True), ("2023.03.01", "2023.3.1", True), ("1.0-RC.1", "1.0rc1", True), ("v1.0", "1.0", True),
    ("1.0.alpha1", "1.0a1", True), ("1.0+Ubuntu-1", "1.0+ubuntu.1", True), ("1.0-rev2", "1.0.post2", True),
    ("1.0", "1.1", False), ("1.0", "1.0.post1", False), ("1.0+a", "1.0", False), ("1.10", "1.1", False)])
def test_versions_are_compared_however_they_are_spelled(task, one, other, same):
    assert (task.version_key(one) == task.version_key(other)) is same


def test_what_is_as_the_manifest_says_is_no_problem(task):
    expected = [{"root": "a", "distribution": "A", "version": "1"}]
    module = {"name": "a", "version": "1", "file": "/x/trees/0123456789ab/a/__init__.py"}

    assert task.import_problems([node(modules=[module])], expected, "/trees/0123456789ab") == []


def test_a_module_from_elsewhere_is_a_problem_that_names_root_file_and_nodes(task):
    expected = [{"root": "a", "distribution": "A", "version": "1"}]
    module = {"name": "a", "version": "1", "file": "/site-packages/a/__init__.py"}
    nodes = [node(role="driver", modules=[module])] + [node(pid=n, modules=[module]) for n in range(5)]

    (problem,) = task.import_problems(nodes, expected, "/trees/0123456789ab")

    assert problem.startswith("On the driver h:7 (Python 3.10.1), worker h:0 (Python 3.10.1), ")
    assert " and 2 more: a was imported from /site-packages/a/__init__.py" in problem


def test_imports_are_strict_and_the_variable_is_put_back(task, tmp_path, monkeypatch):
    (tmp_path / "strict_probe.py").write_text("import os\nseen = os.environ['DYNDEPS_CONFLICTS']\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delenv("DYNDEPS_CONFLICTS", raising=False)

    row = task.import_all(["strict_probe"], ["no-such-distribution"])

    assert sys.modules["strict_probe"].seen == "error"
    assert "DYNDEPS_CONFLICTS" not in os.environ
    assert "PackageNotFoundError" in row["failures"]["strict_probe"]


@pytest.mark.parametrize("text, error", [("import no_such_thing", "No module named"), ("import sys; sys.exit(0)", "SystemExit"),
                                         ("x = (", "SyntaxError")])
def test_an_import_that_fails_in_whatever_way_is_reported_with_its_traceback(task, tmp_path, monkeypatch, text, error):
    (tmp_path / "failing_probe.py").write_text(text)
    monkeypatch.syspath_prepend(str(tmp_path))

    failure = task.import_all(["failing_probe"], ["d"])["failures"]["failing_probe"]

    assert failure.startswith("Traceback") and error in failure


def test_a_program_runs_as_python_would_run_it_and_all_is_put_back(task, tmp_path, capsys):
    (tmp_path / "sibling.py").write_text("")
    program = tmp_path / "program.py"
    program.write_text("# -*- coding: latin-1 -*-\nimport sys, sibling\nclass A: pass\n"
                       "print(__name__, sys.argv[1:], A.__module__, sys.modules['__main__'].A is A, __file__)\nsys.exit(0)\n")
    before = sys.modules["__main__"], sys.argv, list(sys.path)

    task.run_script(str(program), ["x"])

    assert capsys.readouterr().out == "__main__ ['x'] __main__ True %s\n" % program
    assert (sys.modules["__main__"], sys.argv, sys.path) == before


@pytest.mark.parametrize("code, ends_well", [("0", True), ("None", True), ("", True), ("1", False), ("'text'", False)])
def test_only_an_exit_code_of_0_is_success(task, tmp_path, code, ends_well):
    program = tmp_path / "program.py"
    program.write_text("import sys\nsys.exit(%s)\n" % code)

    if ends_well:
        task.run_script(str(program), [])
    else:
        with pytest.raises(RuntimeError, match="ended with exit code"):
            task.run_script(str(program), [])


def test_the_report_is_one_line_or_a_file(task, tmp_path, monkeypatch, capsys):
    monkeypatch.delenv("DYNDEPS_REPORT_FILE", raising=False)
    text = task.report([node(executor="x")], True, ["check.py: ok, 0.1 s"])
    task.publish(text)
    monkeypatch.setenv("DYNDEPS_REPORT_FILE", str(tmp_path / "report.json"))
    task.publish(text)

    assert capsys.readouterr().out == "DYNDEPS-REPORT " + text + "\n"
    assert json.loads((tmp_path / "report.json").read_text()) == {
        "nodes": [{"role": "worker", "host": "h", "pid": 7, "python": "3.10.1", "seconds": 0.1, "modules": []}],
        "provedEvery": True, "checks": ["check.py: ok, 0.1 s"]}
    assert os.listdir(str(tmp_path)) == ["report.json"]
