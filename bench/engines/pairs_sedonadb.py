import entry
import sql
from sedona import opened


def run(world):
    return opened(world, "incidents", "sites").sql(sql.PAIRS).to_arrow_table()


entry.main(run)
