"""The task that cleans up, run as a process of its own as every platform does."""
import json
import os
import pathlib
import subprocess
import sys

import pytest

SCRIPT = pathlib.Path(__file__).parents[2] / "main/resources/dev/dyndeps/python/tasks/cleanup.py"
RUN = "0d9e4b2a-6f0c-4e57-9d5b-2f6f2f1f7a11"
OTHER = "1d9e4b2a-6f0c-4e57-9d5b-2f6f2f1f7a11"


def cleanup(folder, *more, run=RUN, process="success", load="success", env=()):
    command = [sys.executable, str(SCRIPT), "--run-folder", str(folder), "--run", run,
               "--process-state", process, "--load-state", load]
    return subprocess.run(command + list(more), stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          universal_newlines=True, env=dict(os.environ, **dict(env)))


@pytest.fixture
def folder(tmp_path):
    return make(tmp_path / "runs" / RUN)


def make(folder, run=RUN):
    (folder / "deep" / "er").mkdir(parents=True)
    (folder / "deep" / "er" / "file").write_text("x")
    (folder / "dyndeps-run.json").write_text(json.dumps({"run": run}))
    return folder


def test_the_runs_folder_goes_and_no_other(folder):
    other = make(folder.parent / OTHER, OTHER)

    ended = cleanup(folder)

    assert ended.returncode == 0, ended.stdout
    assert not folder.exists()
    assert (other / "deep" / "er" / "file").exists()


def test_a_run_of_a_deployed_job_is_named_by_its_number(tmp_path):
    folder = make(tmp_path / "runs" / "job-42", "job-42")

    assert cleanup(folder, run="job-42").returncode == 0
    assert not folder.exists()


@pytest.mark.parametrize("run", ["job-", "job-x", RUN.upper(), "..", "x"])
def test_what_is_no_run_is_refused(tmp_path, run):
    folder = make(tmp_path / "runs" / "there", run)

    ended = cleanup(tmp_path / "runs" / run, run=run)

    assert "is no run id" in ended.stdout.splitlines()[-1]
    assert folder.exists()


def test_a_run_that_was_stopped_while_it_wrote_its_marker_is_cleaned_up(tmp_path):
    folder = tmp_path / "runs" / RUN
    folder.mkdir(parents=True)
    (folder / "dyndeps-run.json.tmp").write_text("{")

    assert cleanup(folder).returncode == 0
    assert not folder.exists()


def test_a_folder_that_is_gone_is_fine(tmp_path):
    assert cleanup(tmp_path / "runs" / RUN).returncode == 0


def test_a_clean_up_that_was_stopped_at_its_last_step_is_finished(tmp_path):
    empty = tmp_path / "runs" / RUN
    empty.mkdir(parents=True)

    assert cleanup(empty).returncode == 0
    assert not empty.exists()


def test_a_folder_that_another_run_has_marked_stays(folder):
    (folder / "dyndeps-run.json").write_text(json.dumps({"run": OTHER}))

    ended = cleanup(folder)

    assert ended.returncode != 0
    assert "names the run " + OTHER in ended.stdout
    assert (folder / "deep" / "er" / "file").exists()


@pytest.mark.parametrize("marker", ["", "[]", "null", "{}", "{\"run\": "])
def test_a_folder_whose_mark_says_nothing_stays(folder, marker):
    (folder / "dyndeps-run.json").write_text(marker)

    assert cleanup(folder).returncode != 0
    assert (folder / "deep" / "er" / "file").exists()


def test_a_folder_without_a_mark_stays(folder):
    (folder / "dyndeps-run.json").unlink()

    assert cleanup(folder).returncode != 0
    assert (folder / "deep" / "er" / "file").exists()


def test_a_folder_that_is_not_named_as_a_run_stays(tmp_path):
    folder = make(tmp_path / "elsewhere" / RUN)

    ended = cleanup(folder)

    assert ended.returncode != 0
    assert "does not end in runs/" in ended.stdout
    assert folder.exists()


def test_what_a_link_leads_to_stays(tmp_path):
    real = make(tmp_path / "real")
    (tmp_path / "runs").mkdir()
    (tmp_path / "runs" / RUN).symlink_to(real)

    assert cleanup(tmp_path / "runs" / RUN).returncode != 0
    assert (real / "deep" / "er" / "file").exists()


def test_what_a_link_inside_leads_to_stays(folder, tmp_path):
    (tmp_path / "kept").write_text("x")
    (folder / "link").symlink_to(tmp_path)

    assert cleanup(folder).returncode == 0
    assert (tmp_path / "kept").exists()
    assert not folder.exists()


@pytest.mark.parametrize("states", [("failed", "success"), ("success", "upstream_failed"), ("canceled", "failed")])
def test_what_failed_before_is_raised_after_the_folder_is_gone(folder, states):
    ended = cleanup(folder, process=states[0], load=states[1])

    assert ended.returncode != 0
    assert "RunFailed: " in ended.stdout
    assert all(state in ended.stdout.splitlines()[-1] for state in states if state != "success")
    assert not folder.exists()


def test_cleanup_that_is_not_enabled_leaves_the_folder_and_still_judges(folder):
    assert cleanup(folder, "--cleanup", "false").returncode == 0
    assert cleanup(folder, "--cleanup", "false", load="failed").returncode != 0
    assert (folder / "deep" / "er" / "file").exists()


@pytest.mark.parametrize("text", ["", "yes", "0"])
def test_what_is_neither_true_nor_false_removes_nothing(folder, text):
    assert cleanup(folder, "--cleanup", text).returncode != 0
    assert (folder / "deep" / "er" / "file").exists()


@pytest.mark.parametrize("path", ["/Volumes/c/s/v/runs/", "/dbfs/tmp/runs/", "dbfs:/tmp/runs/", "dbfs:/Volumes/c/s/v/runs/"])
def test_a_workspaces_paths_are_below_the_root_that_a_variable_names(tmp_path, path):
    mounted = path.replace("dbfs:/Volumes", "/Volumes").replace("dbfs:", "/dbfs")
    folder = make(pathlib.Path(str(tmp_path) + mounted + RUN))

    ended = cleanup(path + RUN, env={"DYNDEPS_FUSE_ROOT": str(tmp_path)})

    assert ended.returncode == 0, ended.stdout
    assert not folder.exists()
