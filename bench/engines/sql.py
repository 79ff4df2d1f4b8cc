"""The tasks in SQL for the engines that speak it: boxes find candidates, the ellipsoid decides.

Points become earth-centred metres, as in metric.py, so that the answers can be equal.
"""

NEAR_M = (3_000.0, 8_000.0, 20_000.0)
_METRES = "c * (1 + c * c / (24 * 6371008.8 * 6371008.8))"
_SQUARE = "(i.x - s.x) * (i.x - s.x) + (i.y - s.y) * (i.y - s.y) + (i.z - s.z) * (i.z - s.z)"


def _xyz(lon="lon", lat="lat", name=""):
    """Earth-centred columns x, y, z, with a name before each."""
    sin, cos = f"sin(radians({lat}))", f"cos(radians({lat}))"
    normal = f"(6378137.0 / sqrt(1 - 0.0066943799901413165 * {sin} * {sin}))"
    return (
        f"{normal} * {cos} * cos(radians({lon})) AS {name}x, "
        f"{normal} * {cos} * sin(radians({lon})) AS {name}y, "
        f"{normal} * 0.9933056200098587 * {sin} AS {name}z"
    )


def _box(reach):
    """A box in degrees that holds the disc of `reach` metres (up to 60 km) round lon, lat."""
    high = f"({reach} / 110500.0)"
    wide = f"({high} / cos(radians(abs(lat) + 0.6)))"
    return f"ST_MakeEnvelope(lon - {wide}, lat - {high}, lon + {wide}, lat + {high})"


PAIRS = f"""
WITH i AS (SELECT id, ST_Point(lon, lat) AS p, {_xyz()} FROM incidents),
     s AS (SELECT site, reach_m, {_box("reach_m")} AS box, {_xyz()} FROM sites),
     near AS (SELECT id, site, reach_m, sqrt({_SQUARE}) AS c
              FROM i JOIN s ON ST_Intersects(i.p, s.box))
SELECT id AS incident, site, {_METRES} AS metres FROM near WHERE {_METRES} <= reach_m
"""


def nearest(keep, first):
    """The last query of nearest site: wider and wider rings for those still without one.

    `first` is the engine's aggregate for the site of the least square.
    """
    keep("left0", f"SELECT id, ST_Point(lon, lat) AS p, {_xyz()} FROM incidents")
    keep("places", f"SELECT site, lon, lat, {_xyz()} FROM sites")
    for ring, reach in enumerate(NEAR_M):
        keep(
            f"ring{ring}",
            f"""SELECT id, {first} AS site, min(square) AS square FROM (
                    SELECT i.id, s.site, {_SQUARE} AS square FROM left{ring} i
                    JOIN (SELECT *, {_box(reach)} AS box FROM places) s
                    ON ST_Intersects(i.p, s.box)) AS candidates
                WHERE square <= {reach * reach} GROUP BY id""",
        )
        keep(
            f"left{ring + 1}",
            f"""SELECT i.* FROM left{ring} i
                LEFT JOIN ring{ring} r ON i.id = r.id WHERE r.id IS NULL""",
        )
    rings = " UNION ALL ".join(f"SELECT * FROM ring{ring}" for ring in range(len(NEAR_M)))
    return f"""SELECT id, site, {_METRES} AS metres
               FROM (SELECT id, site, sqrt(square) AS c FROM ({rings}))"""


# Where on a piece of border from u to v, from 0 to 1, the foot of a point lies; how far that is.
_SHARE = (
    "greatest(0.0, least(1.0, ((x - ux) * (vx - ux) + (y - uy) * (vy - uy) + (z - uz) * (vz - uz))"
    " / ((vx - ux) * (vx - ux) + (vy - uy) * (vy - uy) + (vz - uz) * (vz - uz))))"
)
_GAPS = ", ".join(f"{v} - u{v} - t * (v{v} - u{v}) AS d{v}" for v in "xyz")


LINE = "ST_MakeLine(ST_Point(lon1, lat1), ST_Point(lon2, lat2))"


def zones(keep, incidents="incidents", areas="zones", line=LINE, blur_m="0.0"):
    """The last query of zones: an incident's disc is across if a piece of border is within it.

    `line` is what the disc's box must touch, `blur_m` the accuracy that a piece adds to a radius.
    """
    keep(
        "i",
        f"""SELECT id, radius_m, ST_Point(lon, lat) AS p, {_box("radius_m")} AS box, {_xyz()}
            FROM {incidents}""",
    )
    keep(
        "border",
        f"""SELECT zone, {blur_m} AS blur_m, {line} AS line,
                   {_xyz("lon1", "lat1", "u")}, {_xyz("lon2", "lat2", "v")} FROM pieces""",
    )
    keep(
        "across",
        f"""WITH near AS (SELECT *, {_SHARE} AS t FROM i JOIN border ON ST_Intersects(box, line)),
                 gaps AS (SELECT id, zone, radius_m + blur_m AS reach_m, {_GAPS} FROM near),
                 away AS (SELECT id, zone, reach_m, sqrt(dx * dx + dy * dy + dz * dz) AS c
                          FROM gaps)
            SELECT DISTINCT id, zone FROM away WHERE {_METRES} <= reach_m""",
    )
    inside = f"""SELECT i.id, z.zone FROM i
                JOIN (SELECT zone, ST_GeomFromWKB(wkb) AS area FROM {areas}) z
                ON ST_Intersects(z.area, i.p)"""
    return f"""SELECT id AS incident, zone, 0 AS answer FROM across UNION ALL
               SELECT w.id, w.zone, 1 FROM ({inside}) w
               LEFT JOIN across a ON w.id = a.id AND w.zone = a.zone WHERE a.id IS NULL"""
