package dev.heel.resource;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

public record HeelStatus(@JsonPropertyDescription("The account") String account) {}
