"""What all task scripts have in common. Each is a single file on purpose, so what they share stands in each of them."""
import ast
import pathlib

import pytest

TASKS = pathlib.Path(__file__).parents[2] / "main/resources/dev/dyndeps/python/tasks"
SCRIPTS = sorted(path.name for path in TASKS.glob("*.py"))
OF_ITS_OWN = {"main", "parse", "write"}


def tree(script):
    return ast.parse((TASKS / script).read_text(encoding="utf-8"))


def functions(script):
    text = (TASKS / script).read_text(encoding="utf-8")
    return {node.name: ast.get_source_segment(text, node) for node in tree(script).body if isinstance(node, ast.FunctionDef)}


def test_a_function_of_one_name_is_the_same_text_in_every_script():
    texts = {}
    for script in SCRIPTS:
        for name, text in functions(script).items():
            texts.setdefault(name, {}).setdefault(text, []).append(script)
    differing = {name: list(found.values()) for name, found in texts.items() if len(found) > 1 and name not in OF_ITS_OWN}

    assert sorted(SCRIPTS) == ["cleanup.py", "load_and_validate.py", "process.py"]
    assert texts["local"] and differing == {}


@pytest.mark.parametrize("script", SCRIPTS)
def test_no_script_exits(script):
    names = [ast.unparse(node) if hasattr(ast, "unparse") else ast.dump(node)
             for node in ast.walk(tree(script)) if isinstance(node, (ast.Call, ast.Raise))]

    assert [name for name in names if name.startswith(("sys.exit", "exit(", "quit(", "os._exit", "raise SystemExit"))] == []


@pytest.mark.parametrize("script", SCRIPTS)
def test_no_script_needs_more_than_the_standard_library_to_start(script):
    imported = {alias.name.split(".")[0] for node in tree(script).body if isinstance(node, ast.Import) for alias in node.names}

    assert imported & {"pyspark", "databricks", "pip"} == set()
    assert not [node for node in tree(script).body if isinstance(node, ast.ImportFrom)]
