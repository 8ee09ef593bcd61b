"""From the input to one file: every input, cold and warm, with the ordinary index; W200 with one on this machine."""
import contextlib

from harness import inputs
from harness.measure import Failed, in_turns
from harness.peers import Tools, kept, succeeds


def run(bench):
    rows = []
    for name in ("P", "first") if bench.smoke else ("P", "K", "A", "B"):
        rows += of(bench, name, Tools(bench))
    if not bench.smoke:
        wheels = bench.wheels("W200", lambda folder: inputs.small_wheels(folder, 200))
        with bench.index(wheels) as url:
            rows += of(bench, "W200", Tools(bench, url), requirements=["bench-small-000"])
    return rows


def of(bench, name, tools, requirements=None, suite="build", states=("cold", "warm", "lock")):
    """Rows of one input: each tool cold, warm, and the program from its lock."""
    if requirements:
        (bench.inputs / name).mkdir(exist_ok=True)
        (bench.inputs / name / "requirements.txt").write_text("\n".join(requirements) + "\n")
    source = bench.inputs / name
    project = bench.inputs / "P-project" if name == "P" else source
    if (source / "requirements.txt").exists():
        source = project = source / "requirements.txt"
    succeeds(lambda: tools.dyndeps(source, cold=False))         # what is made at first use is made before
    rows = []
    for state in states:
        cold = state == "cold"
        if state != "lock":
            todo = peers(tools, name, project, cold, suite)
            if not cold:
                for tool in todo.values():
                    with contextlib.suppress(Failed):           # it will fail again, and be named
                        tool()          # fills the caches
        else:
            todo = {"pip wheel + zip": lambda: tools.pip_wheel(project, False)}
        lock = None
        if state == "lock":
            lock = kept(bench, succeeds(lambda: tools.dyndeps(source, cold=False)), name)[1]
            succeeds(lambda: tools.dyndeps(source, False, lock=lock))
        todo = {"dyndeps": lambda: tools.dyndeps(source, cold, lock=lock), **todo}
        rows += in_turns(bench.rounds, todo, suite, input=name, state=state)
    return rows


def peers(tools, name, project, cold, suite):
    if name in ("P", "K"):
        return {"pip wheel + zip": lambda: tools.pip_wheel(project, cold), "uv build": lambda: tools.uv_build(project, cold)}
    todo = {"pip wheel + zip": lambda: tools.pip_wheel(project, cold), "pip download": lambda: tools.pip_download(project, cold),
            "uv install + zip": lambda: tools.uv_target(project, cold)}
    if name in ("A", "first") and suite == "build":
        todo.update({"pex and its venv": lambda: tools.pex_venv(project, cold), "venv-pack": lambda: tools.venv_pack(project, cold),
                     "pip install --target + zip": lambda: tools.pip_target(project, cold)})
    return todo
