"""How dev.py knows what it need not do again."""

from devtools.places import Stamp, fingerprint


def test_fingerprint_changes_with_the_file(tmp_path):
    file = tmp_path / "lock"
    file.write_text("a==1")
    before = fingerprint(file)

    file.write_text("a==2")

    assert fingerprint(file) != before


def test_stamp_agrees_only_with_what_was_written(tmp_path):
    stamp = Stamp(tmp_path / "new" / "stamp")
    assert not stamp.agrees("a")

    stamp.write("a")

    assert stamp.agrees("a")
    assert not stamp.agrees("b")
