#version 440
// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
// A corner of the picture of a unit.
layout(location = 0) in vec2 place;
layout(location = 1) in vec2 at;
layout(location = 2) in float opacity;
layout(location = 0) out vec2 pictureAt;
layout(location = 1) out float alpha;
layout(std140, binding = 0) uniform buf
{
    mat4 matrix;
    vec4 sizes;
};
out gl_PerVertex
{
    vec4 gl_Position;
};

void main()
{
    pictureAt = at;
    alpha = opacity;
    gl_Position = matrix * vec4(place, 0.0, 1.0);
}
