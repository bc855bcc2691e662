#version 440
// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
layout(location = 0) in vec2 colourAt;
layout(location = 1) in float alpha;
layout(location = 0) out vec4 colour;
layout(binding = 1) uniform sampler2D palette;

void main()
{
    colour = vec4(texture(palette, colourAt).rgb * alpha, alpha);
}
