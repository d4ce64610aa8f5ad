"""Builds the wheel and uses it from an empty folder: nothing may lean on the checkout."""

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).parents[2]


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _run(
            sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", name, str(ROOT)
        )
        wheel = next(folder.glob("*.whl"))
        venv.create(folder / "venv", with_pip=False, symlinks=True)
        python = folder / "venv" / "bin" / "python"
        site = next((folder / "venv" / "lib").glob("python*")) / "site-packages"
        _run(
            *(sys.executable, "-m", "pip", "install", "--quiet", "--no-deps"),
            *("--disable-pip-version-check", "--target", str(site), str(wheel)),
        )
        # Our dependencies come from the environment that runs this; the checkout must not.
        ours = Path(sys.prefix) / "lib" / site.parent.name / "site-packages"
        hook = "import sys; sys.meta_path = [f for f in sys.meta_path if 'editable' not in repr(f)]"
        (site / "dependencies.pth").write_text(f"{ours}\n")
        check = (
            f"{hook}; from pathlib import Path; import bot, storage.migrate as m;"
            "from content.bank import load_bank; from views.translate import translator;"
            f"assert Path(bot.__file__).is_relative_to({str(site)!r}), bot.__file__;"
            "m.upgrade('sqlite:///new.sqlite3'); assert not m.differences('sqlite:///new.sqlite3');"
            "assert len(load_bank()) >= 400; translator('hi').plain('next-button');"
            "from importlib.resources import files;"
            "assert (files('sandbox') / 'web' / 'index.html').is_file();"
            "print('the wheel works from an empty folder')"
        )
        empty = folder / "empty"
        empty.mkdir()
        _run(str(python), "-c", check, cwd=empty)


def _run(*command: str, cwd: Path | None = None) -> None:
    environment = {**os.environ, "PYTHONPATH": ""}
    subprocess.run(command, check=True, cwd=cwd, env=environment)


if __name__ == "__main__":
    main()
