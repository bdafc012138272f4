"""The scripts of ``bench/`` as modules, so that tests can call their functions."""

from __future__ import annotations

from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest

BENCH = Path(__file__).parents[1] / "bench"


def bench_script(name: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """A script of the bench folder, with that folder on the path as when it is run."""
    monkeypatch.syspath_prepend(str(BENCH))
    loader = SourceFileLoader(f"bench_{name}", str(BENCH / name))
    spec = spec_from_loader(loader.name, loader)
    assert spec is not None
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module
