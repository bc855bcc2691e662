#version 440
// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
// A device: its place in pixels from the anchor and its state, which is a place in the palette.
layout(location = 0) in vec2 place;
layout(location = 1) in float state;
layout(location = 0) out vec2 colourAt;
layout(location = 1) out float alpha;
layout(std140, binding = 0) uniform buf
{
    mat4 matrix;
    vec4 sizes; // of a calm and of an abnormal point in device pixels, opacity of a calm and of an abnormal one
};
out gl_PerVertex
{
    vec4 gl_Position;
    float gl_PointSize;
};

void main()
{
    bool abnormal = state > 0.5 && state < 4.5;
    colourAt = vec2((state + 0.5) / 8.0, 0.5);
    alpha = abnormal ? sizes.w : sizes.z;
    gl_PointSize = abnormal ? sizes.y : sizes.x;
    gl_Position = matrix * vec4(place, 0.0, 1.0);
}
