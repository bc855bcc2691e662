// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/style/palette.h"

#include "maps/style/stylevalues.h"

#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace guancheng {

namespace {

/** The colours of the levels of warnings and cases; see resources/mapstyles/night.json. */
constexpr std::array<QRgb, 4> kLevels{0xffe5484du, 0xfff0883eu, 0xffe8c547u, 0xff4c9be8u};

/** Distance as the eye sees it, roughly: weighted by the mean of red. */
double distance(QRgb a, QRgb b)
{
    const double mean = (qRed(a) + qRed(b)) / 2.0;
    const double r = qRed(a) - qRed(b);
    const double g = qGreen(a) - qGreen(b);
    const double blue = qBlue(a) - qBlue(b);
    return std::sqrt((2 + mean / 256) * r * r + 4 * g * g + (2 + (255 - mean) / 256) * blue * blue);
}

} // namespace

std::vector<QRgb> namedPalette(const QString &name)
{
    static const QHash<QString, std::vector<QRgb>> palettes{
        {u"teal"_s, {0xff17303au, 0xff1f4c54u, 0xff2b6b6fu, 0xff418d8bu, 0xff6db3aau, 0xffa9d8ccu}},
        {u"violet"_s, {0xff231f3cu, 0xff383060u, 0xff534a87u, 0xff7569aau, 0xff9e92c8u, 0xffcbc3e4u}},
        {u"green"_s, {0xff17302au, 0xff1f4a39u, 0xff2f6a4bu, 0xff4f8d62u, 0xff80b186u, 0xffb9d6b3u}},
        {u"slate"_s, {0xff1b2b39u, 0xff2a4154u, 0xff3e5b72u, 0xff5a7b93u, 0xff83a1b6u, 0xffb6cbd9u}},
        {u"heat"_s, {0x00234a52u, 0x602b6b6fu, 0x9043908bu, 0xb87bbda8u, 0xd8c3e3c0u, 0xf0f2f6dfu}},
    };
    return palettes.value(name);
}

std::vector<QRgb> spread(const std::vector<QRgb> &palette, int count)
{
    std::vector<QRgb> result;
    if (palette.empty())
        return result;
    for (int i = 0; i < count; ++i) {
        const double at = count == 1 ? 0.6 * double(palette.size() - 1) : double(i) * double(palette.size() - 1) / (count - 1);
        const auto low = static_cast<size_t>(at);
        const size_t high = std::min(low + 1, palette.size() - 1);
        result.push_back(blended(palette[low], palette[high], at - double(low)));
    }
    return result;
}

bool isReserved(QRgb colour)
{
    for (const QRgb level : kLevels) {
        if (distance(colour, level) < 90)
            return true;
    }
    // Other bright reds, oranges and yellows alarm just as well.
    const QColor seen = QColor::fromRgb(colour);
    const int hue = seen.hsvHue();
    return (hue >= 345 || (hue >= 0 && hue <= 58)) && seen.hsvSaturationF() > 0.6f && seen.valueF() > 0.75f;
}

QRgb quietColour(int n)
{
    static constexpr std::array<QRgb, 8> kQuiet{0xff5f9ea0u, 0xff8f84b8u, 0xff74a57fu, 0xff7d98b0u,
                                                0xffa487a6u, 0xff8ea86cu, 0xff6fa8b8u, 0xff9a948au};
    return kQuiet[static_cast<size_t>(n < 0 ? -(n + 1) : n) % kQuiet.size()];
}

} // namespace guancheng
