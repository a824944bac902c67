"""Pictures of 12 megapixels through intake and worker: how many a minute, in how much memory.

Half-way the worker is killed without warning; a second one goes on, and nothing may be missing.
On SQLite alone: the database has next to nothing to do. `bench/pictures.py 20` takes 20.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from io import BytesIO
from pathlib import Path
from typing import Final

import PIL.Image
from PIL import ImageDraw

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

PICTURES: Final = 500
SIZE: Final = (4000, 3000)
DETAILS: Final = (1, 3, 11, 40, 150)  # pixels from bump to bump: as uneven as a photograph
KB: Final = 1024
LOOK_SECONDS: Final = 0.2


def main() -> int:
    """Run in a folder of its own; return 1 where a picture was lost."""
    if sys.argv[1:2] == ["measure"]:
        return measure(int(sys.argv[2]))
    count = sys.argv[1] if sys.argv[1:] else str(PICTURES)
    with tempfile.TemporaryDirectory(prefix="seetao-bench-") as folder:
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "_media_settings",
            "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'bench'}",
            "DEBUG": "true",
            "SECRET_KEY": "for the benchmark only: 0123456789 abcdefghijklmnopqrstuvwxyz",
            "DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3",
            "MEDIA_FOLDER": f"{folder}/media",
        }
        for command in (["manage.py", "migrate", "--verbosity=0"], [__file__, "measure", count]):
            done = subprocess.run(
                [sys.executable, *command], cwd=ROOT, env=environment, check=False
            )
            if done.returncode:
                return done.returncode
    return 0


def measure(count: int) -> int:
    """Take the pictures in, let workers make the renditions, and look whether all are there."""
    import django

    django.setup()
    from articles.media.intake import take_in

    photograph = uneven()
    taken = 0.0
    for number in range(count):
        data = upload(photograph, number)
        begun = time.perf_counter()
        take_in(data)
        taken += time.perf_counter() - begun
    print(f"  {count} pictures of {SIZE[0]} x {SIZE[1]} taken in: {taken / count:.2f} s each")

    begun = time.perf_counter()
    first = start_worker()
    while made() < count // 2 or not is_working():
        time.sleep(LOOK_SECONDS)
    first.kill()
    killed_at, peak = made(), peak_of(first)
    second = start_worker()
    while made() < count and second.poll() is None:
        time.sleep(LOOK_SECONDS)
    minutes = (time.perf_counter() - begun) / 60
    second.send_signal(signal.SIGTERM)
    peak = max(peak, peak_of(second))

    missing = lost(count)
    print(f"  worker killed after {killed_at}, another went on: {missing} pictures lost")
    print(f"  {count / minutes:.0f} pictures a minute by one worker, {peak / KB:.0f} MB at most")
    return 1 if missing else 0


def uneven() -> PIL.Image.Image:
    """Return a picture that is as hard to compress as a photograph."""
    image = PIL.Image.linear_gradient("L").resize(SIZE)
    for pixels in DETAILS:
        noise = PIL.Image.effect_noise((SIZE[0] // pixels, SIZE[1] // pixels), 60)
        image = PIL.Image.blend(image, noise.resize(SIZE, PIL.Image.Resampling.BICUBIC), 0.4)
    other = image.transpose(PIL.Image.Transpose.ROTATE_180)
    return PIL.Image.merge("RGB", (image, PIL.Image.blend(image, other, 0.3), other))


def upload(photograph: PIL.Image.Image, number: int) -> bytes:
    """Return it as a camera's file, unlike every other number's."""
    image = photograph.copy()
    ImageDraw.Draw(image).text((100, 100), f"{number}", fill="white", font_size=400)
    out = BytesIO()
    image.save(out, "JPEG", quality=90)
    return out.getvalue()


def start_worker() -> subprocess.Popen[bytes]:
    """Start the site's own worker."""
    return subprocess.Popen(
        [sys.executable, "manage.py", "worker"], cwd=ROOT, stderr=subprocess.DEVNULL
    )


def peak_of(worker: subprocess.Popen[bytes]) -> int:
    """Wait for its end; return the most memory that it ever had, in KB."""
    _pid, _status, used = os.wait4(worker.pid, 0)
    worker.returncode = 0  # or Popen would wait for it once more
    return used.ru_maxrss


def made() -> int:
    """Count the pictures that have all their renditions."""
    from articles.models import Image

    return sum(len(each) == 2 for each in Image.objects.values_list("renditions", flat=True))


def is_working() -> bool:
    """Say whether a picture is being worked on in this very moment."""
    from django_tasks_db.models import DBTaskResult

    return DBTaskResult.objects.running().exists()


def lost(count: int) -> int:
    """Count the pictures of which a file is not there, or not whole."""
    from articles.models import Image
    from articles.models.rendition import Shape

    whole = 0
    for image in Image.objects.iterator():
        names = [each for shape in Shape for each in image.renditions_of(shape)]
        whole += len(names) > len(Shape) and all(is_whole(*each) for each in names)
    return count - whole


def is_whole(name: str, width: int, height: int) -> bool:
    """Say whether a file holds a picture of this size, to its end."""
    from django.core.files.storage import default_storage

    if not default_storage.exists(name):
        return False
    with default_storage.open(name) as file, PIL.Image.open(file) as opened:
        opened.load()
        return opened.size == (width, height)


if __name__ == "__main__":
    sys.exit(main())
