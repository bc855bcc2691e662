// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/simulator/nature/random.h"

#include <algorithm>
#include <cmath>

namespace guancheng::sim {
namespace {

constexpr quint64 rotate(quint64 x, int k)
{
    return (x << k) | (x >> (64 - k));
}

} // namespace

Random::Random(quint64 seed, quint64 stream)
{
    quint64 x = mix64(seed, stream);
    for (quint64 &word : m_state) {
        word = mix64(x);
        x += 0x9e3779b97f4a7c15ULL;
    }
}

quint64 Random::next()
{
    const quint64 result = rotate(m_state[1] * 5, 7) * 9;
    const quint64 t = m_state[1] << 17;
    m_state[2] ^= m_state[0];
    m_state[3] ^= m_state[1];
    m_state[1] ^= m_state[2];
    m_state[0] ^= m_state[3];
    m_state[2] ^= t;
    m_state[3] = rotate(m_state[3], 45);
    return result;
}

double Random::normal()
{
    double sum = -6;
    for (int i = 0; i < 12; ++i)
        sum += uniform();
    return sum;
}

double Random::exponential(double mean)
{
    return -mean * std::log(1 - uniform());
}

double Random::logNormal(double median, double sigma)
{
    return median * std::exp(sigma * normal());
}

int Random::poisson(double mean)
{
    if (!(mean > 0))
        return 0;
    // A sum of Poisson numbers is one: large means go in pieces for which the product below does not vanish.
    int count = 0;
    while (mean > 60) {
        if (mean > 2000)
            return count + static_cast<int>(std::lround(std::max(0.0, mean + std::sqrt(mean) * normal())));
        count += poisson(30);
        mean -= 30;
    }
    const double limit = std::exp(-mean);
    double product = uniform();
    for (; product > limit; ++count)
        product *= uniform();
    return count;
}

size_t Random::pick(std::span<const double> cumulative)
{
    if (cumulative.empty())
        return 0;
    const double at = uniform() * cumulative.back();
    const auto it = std::upper_bound(cumulative.begin(), cumulative.end(), at);
    return std::min(static_cast<size_t>(it - cumulative.begin()), cumulative.size() - 1);
}

double smoothNoise(quint64 seed, double t)
{
    const double floor = std::floor(t);
    const auto cell = static_cast<quint64>(static_cast<qint64>(floor));
    const double a = unit64(mix64(seed, cell)) * 2 - 1;
    const double b = unit64(mix64(seed, cell + 1)) * 2 - 1;
    const double f = t - floor;
    return a + (b - a) * f * f * (3 - 2 * f);
}

double fractalNoise(quint64 seed, double t, int octaves)
{
    double sum = 0, weight = 1, total = 0;
    for (int i = 0; i < octaves; ++i) {
        sum += weight * smoothNoise(mix64(seed, static_cast<quint64>(i)), t);
        total += weight;
        weight /= 2;
        t *= 2;
    }
    return total > 0 ? sum / total : 0;
}

} // namespace guancheng::sim
