"""Write the samples again."""

from tests.samples import FOLDER, samples

for name, sample in samples().items():
    (FOLDER / f"{name}.xml").write_bytes(sample.written)
