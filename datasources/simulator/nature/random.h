// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtTypes>

#include <cstddef>
#include <span>

/** The invented city: everything below is a pure function of a seed and the time, equal on every machine. */
namespace guancheng::sim {

/** Finaliser of splitmix64 (Steele, Lea, Flood 2014): spreads any number over 64 bits. */
constexpr quint64 mix64(quint64 x)
{
    x += 0x9e3779b97f4a7c15ULL;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
    return x ^ (x >> 31);
}
constexpr quint64 mix64(quint64 a, quint64 b)
{
    return mix64(mix64(a) ^ b);
}
/** A number in [0, 1) from the upper 53 bits. */
constexpr double unit64(quint64 x)
{
    return static_cast<double>(x >> 11) * 0x1.0p-53;
}

/**
 * xoshiro256** (Blackman, Vigna 2018), seeded by splitmix64. The distributions are our own, since those of the standard
 * library differ between implementations. Not thread-safe; copying forks the stream.
 */
class Random
{
public:
    /** Streams of one seed are independent of one another: one for every thing that lives on its own. */
    explicit Random(quint64 seed, quint64 stream = 0);

    quint64 next();
    double uniform() { return unit64(next()); }
    double between(double low, double high) { return low + (high - low) * uniform(); }
    /** A whole number in [0, n); 0 when n is 0. */
    quint32 below(quint32 n) { return static_cast<quint32>(((next() >> 32) * n) >> 32); }
    bool chance(double probability) { return uniform() < probability; }
    /** Mean 0, deviation 1, cut at +-6: the sum of twelve uniform numbers. */
    double normal();
    double exponential(double mean);
    /** Median and the deviation of the logarithm. */
    double logNormal(double median, double sigma);
    /** Number of events of a Poisson process with this mean. */
    int poisson(double mean);
    /** Index drawn by cumulative weights (ascending); 0 when empty. */
    size_t pick(std::span<const double> cumulative);

private:
    quint64 m_state[4];
};

/** Smooth noise in [-1, 1]: one random lattice value a unit of t, joined by smoothsteps. */
double smoothNoise(quint64 seed, double t);
/** Sum of `octaves` smooth noises of halving period and weight, in [-1, 1]. */
double fractalNoise(quint64 seed, double t, int octaves);

} // namespace guancheng::sim
