"""What every kind of entry has beside its form: receipt, preview, saving by itself."""

from collections.abc import Iterator

from tests.roles.rows import Row

# The address of one in Q3, and what each role gets to read of it there.
BESIDE = {
    "/objectives/SC-1.1/updates/2020-21-q3/": "in 403 200 200 403 404 403 403",
    "/programmes/alpha/deliverables/ALPHA-D1/updates/2020-21-q3/": "in 403 200 200 403 404 403 403",
    "/programmes/alpha/narrative/story/2020-21-q3/": "in 403 200 200 403 404 403 403",
    "/programmes/alpha/phases/steps/2020-21-q3/": "in 403 200 200 403 403 403 403",
    "/measures/rate/returns/2020-21-q3/": "in 403 200 200 403 404 403 403",
    "/measures/rate/step-changes/ENG/2020-10-01/": "in 403 200 200 403 403 403 403",
}
CONFIRMED = ("/updates/", "/narrative/")  # what readers see as a text can be confirmed as it was


def rows() -> Iterator[Row]:
    return (Row(method, path, tuple(expected.split())) for method, path, expected in written())


def written() -> Iterator[tuple[str, str, str]]:
    """The method, the address and the answers of those pages, as in a table. The editor alone may write here."""
    for path, reads in BESIDE.items():
        # The entries of the small site wait for an approver: nothing is saved there by itself.
        writes = reads.replace("200 200", "{} 403")
        other_method = reads.replace("200", "405").replace("404", "405")
        yield "GET", f"{path}receipt/", reads.replace("200", "404")
        yield "POST", f"{path}receipt/", other_method
        # No text was kept aside there.
        yield "GET", f"{path}kept/", writes.format("404")
        yield "POST", f"{path}kept/", other_method
        yield "GET", f"{path}autosave/", other_method
        yield "POST", f"{path}autosave/", writes.format("409")
        yield "GET", f"{path}presence/", other_method
        yield "POST", f"{path}presence/", writes.format("200")
        yield "GET", f"{path}preview/", reads
        yield "POST", f"{path}preview/", other_method
        if any(part in path for part in CONFIRMED):
            yield "GET", f"{path}confirm/", writes.format("200")
            # SC-1.1 is due next quarter without a forecast, and Amber asks for an action: the page says so.
            yield "POST", f"{path}confirm/", writes.format("200" if "SC-1.1" in path else "302")
