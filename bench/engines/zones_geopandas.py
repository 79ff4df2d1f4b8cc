import entry
import frames
import pandas as pd


def run(world):
    return frames.sides(
        *(pd.read_parquet(world / f"{name}.parquet") for name in ("incidents", "zones", "pieces"))
    )


entry.main(run)
